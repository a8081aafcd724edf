package org.aistack.itests.faults;

/** How much is done: a little with every change ({@code smoke}), or everything ({@code -Dfaults=full}). */
final class Extent {

    private Extent() {}

    static boolean full() {
        return "full".equals(System.getProperty("faults"));
    }

    /** A number of rounds; {@code -Dfaults.rounds} sets it for all. */
    static int rounds(int smoke, int full) {
        return Integer.getInteger("faults.rounds", full() ? full : smoke);
    }

    /** Seconds; {@code -Dfaults.seconds} sets them for all. */
    static int seconds(int smoke, int full) {
        return Integer.getInteger("faults.seconds", full() ? full : smoke);
    }
}
