package org.aistack.security.auth.internal.password;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;
import org.aistack.kernel.Problem;
import org.aistack.security.auth.internal.AuthError;

/** What may become a password. It is taken exactly as sent. */
public final class PasswordRules {

    private static final int MIN = 8;
    /** What bcrypt looks at; the rest would be ignored, so it is refused. */
    static final int MAX_BYTES = 72;

    private static final String PRODUCT = "aistack";
    private static final Set<String> COMMON = common();

    private PasswordRules() {}

    /**
     * Lets a new password pass, or not.
     *
     * @param pointer where it stands in the request
     * @param email may be null
     * @throws Problem {@link AuthError#PASSWORD_WEAK}, {@link AuthError#PASSWORD_TOO_LONG}
     */
    public static void check(String pointer, String password, String username, String email) {
        if (password == null || password.codePointCount(0, password.length()) < MIN || password.indexOf('\0') >= 0) {
            throw Problem.at(pointer, AuthError.PASSWORD_WEAK);
        }
        if (tooLong(password)) {
            throw Problem.at(pointer, AuthError.PASSWORD_TOO_LONG);
        }
        String folded = password.toLowerCase(Locale.ROOT);
        if (COMMON.contains(folded)
                || monotonous(folded)
                || isName(folded, username)
                || isName(folded, email)
                || PRODUCT.equals(folded.replaceAll("[^a-z]", ""))) {
            throw Problem.at(pointer, AuthError.PASSWORD_WEAK);
        }
    }

    static boolean tooLong(String password) {
        return password.getBytes(StandardCharsets.UTF_8).length > MAX_BYTES;
    }

    private static boolean isName(String folded, String name) {
        return name != null && folded.equals(name.toLowerCase(Locale.ROOT));
    }

    /** One character again and again, or each the next of the one before. */
    private static boolean monotonous(String text) {
        int step = text.charAt(1) - text.charAt(0);
        for (int i = 2; i < text.length(); i++) {
            if (text.charAt(i) - text.charAt(i - 1) != step) {
                return false;
            }
        }
        return Math.abs(step) <= 1;
    }

    private static Set<String> common() {
        try (var reader = new BufferedReader(new InputStreamReader(
                PasswordRules.class.getResourceAsStream("/common-passwords.txt"), StandardCharsets.UTF_8))) {
            return reader.lines()
                    .filter(line -> !line.isBlank() && !line.startsWith("#"))
                    .flatMap(line -> Arrays.stream(line.strip().split("\\s+")))
                    .collect(Collectors.toUnmodifiableSet());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
