package org.aistack.kernel.data;

import java.sql.SQLException;

/** Tells why the database refused a change, the same way for every database. */
public final class Constraint {

    private static final String DUPLICATE = "23505";

    private Constraint() {}

    /**
     * Whether a unique constraint was violated.
     *
     * @param failure what left {@link Store#write}, or a flush inside of it
     */
    public static boolean isDuplicate(Throwable failure) {
        for (Throwable t = failure; t != null; t = t.getCause()) {
            if (t instanceof SQLException sql && DUPLICATE.equals(sql.getSQLState())) {
                return true;
            }
        }
        return false;
    }
}
