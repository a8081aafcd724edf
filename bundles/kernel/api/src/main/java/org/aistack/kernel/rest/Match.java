package org.aistack.kernel.rest;

import java.util.regex.Pattern;
import org.aistack.kernel.KernelError;
import org.aistack.kernel.Problem;

/** Entity tags of {@link Versioned} documents and the header {@code If-Match}. */
public final class Match {

    private static final Pattern TAG = Pattern.compile("\"v(\\d{1,18})\"");

    private Match() {}

    /** The entity tag of a revision, quotes included. */
    public static String tag(long revision) {
        return "\"v" + revision + "\"";
    }

    /**
     * The revision a change is meant for.
     *
     * @param ifMatch value of the header, null when it is not there
     * @throws Problem {@link KernelError#MATCH_REQUIRED} without the header, {@link KernelError#BAD_MATCH} when it is not
     *     a tag of ours
     */
    public static long revision(String ifMatch) {
        if (ifMatch == null) {
            throw Problem.of(KernelError.MATCH_REQUIRED);
        }
        var matcher = TAG.matcher(ifMatch.strip());
        if (!matcher.matches()) {
            throw Problem.of(KernelError.BAD_MATCH);
        }
        return Long.parseLong(matcher.group(1));
    }

    /**
     * Compares what the caller read with what is there.
     *
     * @throws Problem {@link KernelError#STALE}
     */
    public static void check(long expected, long actual) {
        if (expected != actual) {
            throw Problem.of(KernelError.STALE);
        }
    }
}
