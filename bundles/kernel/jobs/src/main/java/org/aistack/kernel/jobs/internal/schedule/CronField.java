package org.aistack.kernel.jobs.internal.schedule;

import java.util.BitSet;
import java.util.List;
import java.util.Locale;

/** One field of a cron expression. */
final class CronField {

    private CronField() {}

    /**
     * The numbers it allows.
     *
     * @param names of the numbers from {@code least}; empty when there are none
     */
    static BitSet parse(String text, int least, int most, List<String> names) {
        var allowed = new BitSet(most + 1);
        for (String part : text.split(",", -1)) {
            add(allowed, part, least, most, names);
        }
        return allowed;
    }

    private static void add(BitSet allowed, String part, int least, int most, List<String> names) {
        int slash = part.indexOf('/');
        String range = slash < 0 ? part : part.substring(0, slash);
        int step = slash < 0 ? 1 : number(part.substring(slash + 1));
        int dash = range.indexOf('-');
        int from;
        int to;
        if (range.equals("*")) {
            from = least;
            // 7 is Sunday again, which is there as 0
            to = most == 7 ? 6 : most;
        } else if (dash > 0) {
            from = value(range.substring(0, dash), least, names);
            to = value(range.substring(dash + 1), least, names);
        } else {
            from = value(range, least, names);
            to = slash < 0 ? from : most;
        }
        if (step < 1 || step > most || from < least || to > most || from > to) {
            throw new IllegalArgumentException(part);
        }
        for (int i = from; i <= to; i += step) {
            allowed.set(i);
        }
    }

    private static int value(String text, int least, List<String> names) {
        int named = names.indexOf(text.toLowerCase(Locale.ROOT));
        return named >= 0 ? named + least : number(text);
    }

    private static int number(String text) {
        if (!text.matches("\\d{1,3}")) {
            throw new IllegalArgumentException(text);
        }
        return Integer.parseInt(text);
    }
}
