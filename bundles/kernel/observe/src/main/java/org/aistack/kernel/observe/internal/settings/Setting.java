package org.aistack.kernel.observe.internal.settings;

import java.math.BigDecimal;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * What may be written for one key.
 *
 * @param type as the metatype names it: {@code Integer}, {@code Boolean}, {@code Password}, …
 * @param min smallest number; null for none
 * @param max largest number; null for none
 * @param options the only values; empty when there is no list of them
 */
record Setting(String key, String type, BigDecimal min, BigDecimal max, List<String> options) {

    private static final Pattern WHOLE = Pattern.compile("[+-]?[0-9]{1,19}");

    /** Why {@code value} cannot stand; empty when it can. The value itself is never repeated: it may be a secret. */
    Optional<String> refuse(Object value) {
        String text = String.valueOf(value).strip();
        if (!options.isEmpty() && !options.contains(text)) {
            return Optional.of(key + " must be one of " + String.join(", ", options));
        }
        return switch (type) {
            case "Boolean" ->
                text.equals("true") || text.equals("false")
                        ? Optional.empty()
                        : Optional.of(key + " must be true or false");
            case "Integer" -> whole(text, Integer.MIN_VALUE, Integer.MAX_VALUE);
            case "Long" -> whole(text, Long.MIN_VALUE, Long.MAX_VALUE);
            case "Double", "Float" -> within(text, "a number");
            default -> Optional.empty();
        };
    }

    private Optional<String> whole(String text, long least, long most) {
        String what = "a whole number";
        if (!WHOLE.matcher(text).matches()) {
            return Optional.of(key + " must be " + what);
        }
        var number = new BigDecimal(text);
        boolean fits =
                number.compareTo(BigDecimal.valueOf(least)) >= 0 && number.compareTo(BigDecimal.valueOf(most)) <= 0;
        return fits ? within(text, what) : Optional.of(range(what));
    }

    private Optional<String> within(String text, String what) {
        try {
            var number = new BigDecimal(text);
            boolean right = (min == null || number.compareTo(min) >= 0) && (max == null || number.compareTo(max) <= 0);
            return right ? Optional.empty() : Optional.of(range(what));
        } catch (NumberFormatException e) {
            return Optional.of(key + " must be " + what);
        }
    }

    private String range(String what) {
        var text = new StringBuilder(key).append(" must be ").append(what);
        if (min != null) {
            text.append(", at least ").append(min.toPlainString());
        }
        if (max != null) {
            text.append(min == null ? "," : " and").append(" at most ").append(max.toPlainString());
        }
        return text.toString();
    }
}
