package org.aistack.rag.ingest.internal.rest;

import org.aistack.kernel.KernelError;
import org.aistack.kernel.Problem;

/** Numbers in addresses. */
final class Numbers {

    private Numbers() {}

    static int positive(String name, String text) {
        try {
            int number = Integer.parseInt(text);
            if (number > 0) {
                return number;
            }
        } catch (NumberFormatException e) {
            // answered below, like a number out of range
        }
        throw Problem.of(KernelError.BAD_PARAMETER, name);
    }
}
