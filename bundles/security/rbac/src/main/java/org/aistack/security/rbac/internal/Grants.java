package org.aistack.security.rbac.internal;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Pattern;
import org.apache.shiro.authz.permission.WildcardPermission;

/** What a set of roles may do, compiled once. Answers are remembered; there are few different questions. */
final class Grants {

    private static final String WORD = "[a-z][a-z0-9-]{0,39}";
    private static final Pattern FORM =
            Pattern.compile("(\\*|" + WORD + ")(:(\\*|" + WORD + "(," + WORD + "){0,9})){0,3}");
    private static final int MAX_REMEMBERED = 4_096;

    /**
     * One grant and where it comes from.
     *
     * @param role null when no role gave it
     */
    record Grant(String role, String text, WildcardPermission permission) {
        static Grant of(String role, String text) {
            return new Grant(role, text, compile(text));
        }
    }

    private final List<Grant> all;
    private final Map<String, Boolean> answers = new ConcurrentHashMap<>();

    Grants(List<Grant> all) {
        this.all = List.copyOf(all);
    }

    /** Is {@code text} written like a permission? */
    static boolean wellFormed(String text) {
        return text != null && FORM.matcher(text).matches();
    }

    boolean allows(String ask) {
        Boolean known = answers.get(ask);
        if (known != null) {
            return known;
        }
        boolean allowed = because(ask).isPresent();
        if (answers.size() < MAX_REMEMBERED) {
            answers.put(ask, allowed);
        }
        return allowed;
    }

    /** The first grant that covers the question. */
    Optional<Grant> because(String ask) {
        if (!wellFormed(ask)) {
            return Optional.empty();
        }
        WildcardPermission asked = compile(ask);
        return all.stream().filter(grant -> grant.permission().implies(asked)).findFirst();
    }

    List<Grant> all() {
        return all;
    }

    private static WildcardPermission compile(String text) {
        return new WildcardPermission(text, true);
    }
}
