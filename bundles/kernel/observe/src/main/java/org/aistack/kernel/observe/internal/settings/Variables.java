package org.aistack.kernel.observe.internal.settings;

import java.util.Locale;

/** Which variable of the environment sets what. */
final class Variables {

    private Variables() {}

    /** The part of a variable that stands for {@code key}. */
    static String plain(String key) {
        return key.toUpperCase(Locale.ROOT).replace('.', '_').replace('-', '_');
    }

    /** The variable for {@code key} of {@code pid}; with {@code _FILE} behind, the one for a file that holds it. */
    static String of(String pid, String key) {
        String upper = plain(key);
        if (pid.equals("org.aistack.kernel.data")) {
            return "AISTACK_DB_" + upper;
        }
        if (pid.equals("org.aistack.kernel.rest") && key.equals("rate_limit")) {
            return "AISTACK_RATE_LIMIT";
        }
        if (pid.equals("org.aistack.kernel.jobs") && key.equals("time_zone")) {
            return "AISTACK_TIME_ZONE";
        }
        return "AISTACK_" + pid.substring(pid.lastIndexOf('.') + 1).toUpperCase(Locale.ROOT) + "_" + upper;
    }
}
