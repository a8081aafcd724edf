package org.aistack.kernel.catalog.internal.settings;

import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/** Which variable of the environment sets what: {@code AISTACK_<CAPABILITY>_<KEY>}, and a few short names. */
final class EnvironmentNames {

    /** Variables outside of the rule, by prefix: the PID and what the key begins with. */
    private static final Map<String, String[]> SHORT = new LinkedHashMap<>();

    static {
        SHORT.put("AISTACK_DB_", new String[] {"org.aistack.kernel.data", ""});
        SHORT.put("AISTACK_RATE_LIMIT", new String[] {"org.aistack.kernel.rest", "rate_limit"});
        SHORT.put("AISTACK_TIME_ZONE", new String[] {"org.aistack.kernel.jobs", "time_zone"});
    }

    private static final String FILE = "_FILE";

    private EnvironmentNames() {}

    /**
     * One setting from the environment.
     *
     * @param variable its name there
     * @param file true when its value is the name of a file that holds the setting
     */
    record Source(String variable, boolean file) {}

    /**
     * The settings of {@code pid} by key.
     *
     * @param known keys that are already set for it; a dot or dash in one of them is an underscore in the variable
     */
    static Map<String, Source> of(String pid, Map<String, String> environment, Collection<String> known) {
        Map<String, Source> plain = new TreeMap<>();
        Map<String, Source> files = new TreeMap<>();
        environment.keySet().forEach(variable -> {
            String key = key(pid, variable);
            if (key == null) {
                return;
            }
            String whole = spelled(key, known);
            if (key.endsWith(FILE) && !known.contains(whole)) {
                files.put(spelled(key.substring(0, key.length() - FILE.length()), known), new Source(variable, true));
            } else {
                plain.put(whole, new Source(variable, false));
            }
        });
        files.putAll(plain);
        return files;
    }

    /** The upper-case key that {@code variable} sets in {@code pid}, or null. */
    private static String key(String pid, String variable) {
        for (var entry : SHORT.entrySet()) {
            if (variable.startsWith(entry.getKey())) {
                return entry.getValue()[0].equals(pid)
                        ? (entry.getValue()[1]
                                        + variable.substring(entry.getKey().length()))
                                .toUpperCase(Locale.ROOT)
                        : null;
            }
        }
        String prefix = "AISTACK_" + pid.substring(pid.lastIndexOf('.') + 1).toUpperCase(Locale.ROOT) + "_";
        return variable.startsWith(prefix) && variable.length() > prefix.length()
                ? variable.substring(prefix.length())
                : null;
    }

    private static String spelled(String key, Collection<String> known) {
        return known.stream()
                .filter(candidate ->
                        candidate.replace('.', '_').replace('-', '_').equalsIgnoreCase(key))
                .findFirst()
                .orElse(key.toLowerCase(Locale.ROOT));
    }
}
