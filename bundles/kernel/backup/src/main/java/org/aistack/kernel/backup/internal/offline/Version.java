package org.aistack.kernel.backup.internal.offline;

import java.util.Arrays;
import java.util.regex.Pattern;

/** Compares versions of the product. */
final class Version {

    private static final Pattern NUMBERS = Pattern.compile("[0-9]+(\\.[0-9]+)*");

    private Version() {}

    /** An older backup is brought up to date, a newer one is refused. */
    static void accept(String backup, String own) {
        if (compare(backup, own) > 0) {
            throw new Restore.Refusal("it was made by version " + backup + ", this is " + own
                    + "; restore it with that version or a newer one");
        }
    }

    static int compare(String one, String other) {
        return Arrays.compare(numbers(one), numbers(other));
    }

    private static int[] numbers(String version) {
        var matcher = NUMBERS.matcher(version);
        return matcher.lookingAt()
                ? Arrays.stream(matcher.group().split("\\."))
                        .mapToInt(Integer::parseInt)
                        .toArray()
                : new int[0];
    }
}
