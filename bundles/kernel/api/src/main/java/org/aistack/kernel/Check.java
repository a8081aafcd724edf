package org.aistack.kernel;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.regex.Pattern;

/**
 * Collects what is wrong with a record, for its compact constructor. On the wire the codes carry the id of the
 * capability that was asked.
 *
 * <pre>{@code
 * Check.that().text("/title", title, 1, 200).items("/tags", tags, 20).done();
 * }</pre>
 */
public final class Check {

    private final List<Violation> violations = new ArrayList<>();

    private Check() {}

    public static Check that() {
        return new Check();
    }

    /** A required text of {@code least} to {@code most} characters (code points); blank counts as missing. */
    public Check text(String pointer, String value, int least, int most) {
        if (value == null || (least > 0 && value.isBlank())) {
            return fail(pointer, KernelError.REQUIRED);
        }
        int length = value.codePointCount(0, value.length());
        if (length < least) {
            return fail(pointer, KernelError.TOO_SHORT, least);
        }
        return length > most ? fail(pointer, KernelError.TOO_LONG, most) : this;
    }

    /** A text that may be absent, of at most {@code most} characters. */
    public Check optional(String pointer, String value, int most) {
        return value == null ? this : text(pointer, value, 0, most);
    }

    /** A text that may be absent, but must match when it is there. */
    public Check format(String pointer, String value, Pattern pattern) {
        return value == null || pattern.matcher(value).matches() ? this : fail(pointer, KernelError.BAD_FORMAT);
    }

    public Check required(String pointer, Object value) {
        return value == null ? fail(pointer, KernelError.REQUIRED) : this;
    }

    public Check items(String pointer, Collection<?> values, int most) {
        return values != null && values.size() > most ? fail(pointer, KernelError.TOO_MANY, most) : this;
    }

    public Check range(String pointer, long value, long least, long most) {
        return value < least || value > most ? fail(pointer, KernelError.OUT_OF_RANGE, least, most) : this;
    }

    public Check fail(String pointer, Code code, Object... arguments) {
        violations.add(Violation.of(pointer, code, arguments));
        return this;
    }

    /**
     * Ends the check.
     *
     * @throws Problem naming everything that was wrong
     */
    public void done() {
        if (!violations.isEmpty()) {
            throw Problem.of(violations);
        }
    }
}
