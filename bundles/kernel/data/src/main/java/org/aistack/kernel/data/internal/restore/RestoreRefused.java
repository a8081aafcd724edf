package org.aistack.kernel.data.internal.restore;

/** What was to be restored does not fit this server or its database; trying again would not help. */
public final class RestoreRefused extends RuntimeException {

    private static final long serialVersionUID = 1L;

    public RestoreRefused(String reason) {
        super(reason);
    }
}
