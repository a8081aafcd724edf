package org.aistack.kernel.observe.internal.settings;

/**
 * What is wrong with some settings.
 *
 * @param place name of the file, or of the variable of the environment
 * @param line in the file; 0 when it is about the whole
 * @param reason in words
 */
record Finding(String place, int line, String reason) {

    /** Place, line and reason, as people read it. */
    String text() {
        return line > 0 ? place + " line " + line + ": " + reason : place + ": " + reason;
    }
}
