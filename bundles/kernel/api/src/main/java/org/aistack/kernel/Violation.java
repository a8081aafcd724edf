package org.aistack.kernel;

import java.util.Arrays;
import java.util.List;

/**
 * One thing that is wrong with a request.
 *
 * @param pointer JSON pointer to the place, for example {@code /lines/0/quantity}
 * @param code why
 * @param arguments for the code's text
 */
public record Violation(String pointer, Code code, List<Object> arguments) {

    public static Violation of(String pointer, Code code, Object... arguments) {
        return new Violation(pointer, code, Arrays.asList(arguments));
    }
}
