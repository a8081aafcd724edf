package org.aistack.kernel.web.internal;

import java.util.Map;

/**
 * What is sent.
 *
 * @param headers besides the ones that every answer has
 * @param body may be empty
 */
@SuppressWarnings("ArrayRecordComponent")
record Reply(int status, Map<String, String> headers, byte[] body) {

    private static final byte[] NOTHING = {};

    static Reply empty(int status, Map<String, String> headers) {
        return new Reply(status, headers, NOTHING);
    }
}
