package org.aistack.kernel.catalog.internal.deploy.gate;

import org.aistack.kernel.Text;

/** A file is not let in. */
public final class Refused extends Exception {

    private static final long serialVersionUID = 1L;

    private final transient Text reason;

    public Refused(Text reason) {
        super(reason.en(), null, false, false);
        this.reason = reason;
    }

    public Text reason() {
        return reason;
    }
}
