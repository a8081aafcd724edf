package org.aistack.kernel;

import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * The one exception thrown on purpose. It is mapped to an answer (RFC 9457) in exactly one place and says nothing about
 * our insides.
 */
public final class Problem extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final transient Code code;
    private final transient List<Object> arguments;
    private final transient List<Violation> violations;
    private final transient Duration retryAfter;

    private Problem(Code code, List<Object> arguments, List<Violation> violations, Duration retryAfter) {
        super(code.wire(), null, false, code.kind() == Kind.UNAVAILABLE);
        this.code = code;
        this.arguments = arguments;
        this.violations = violations;
        this.retryAfter = retryAfter;
    }

    public static Problem of(Code code, Object... arguments) {
        return new Problem(code, Arrays.asList(arguments), List.of(), null);
    }

    /** Something wrong at one place of the request; {@code pointer} is a JSON pointer. */
    public static Problem at(String pointer, Code code, Object... arguments) {
        return of(List.of(Violation.of(pointer, code, arguments)));
    }

    /** Several things wrong at once; the first one names the problem. */
    public static Problem of(List<Violation> violations) {
        Violation first = violations.get(0);
        return new Problem(first.code(), first.arguments(), List.copyOf(violations), null);
    }

    /** The same problem, with the time after which another try makes sense. */
    public Problem retryAfter(Duration wait) {
        return new Problem(code, arguments, violations, wait);
    }

    public Code code() {
        return code;
    }

    public List<Violation> violations() {
        return violations;
    }

    public Optional<Duration> retryAfter() {
        return Optional.ofNullable(retryAfter);
    }

    /** The sentence for a person. */
    public String detail(Locale locale) {
        return code.text().in(locale, arguments.toArray());
    }
}
