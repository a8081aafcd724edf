package org.aistack.kernel.egress.internal;

/** How many calls may be made again: one for every ten that were made, at most ten at once. */
final class Budget {

    private static final int PRICE = 10;
    private static final int MOST = 100;

    private int saved;

    synchronized void called() {
        saved = Math.min(saved + 1, MOST);
    }

    synchronized boolean spend() {
        if (saved < PRICE) {
            return false;
        }
        saved -= PRICE;
        return true;
    }
}
