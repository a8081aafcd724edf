package org.aistack.kernel.events.internal.store;

import java.sql.SQLException;

/** The database did not do what was asked; nobody's event is to blame. */
public final class DatabaseFailure extends RuntimeException {

    private static final long serialVersionUID = 1L;

    DatabaseFailure(SQLException cause) {
        super("the database refused the relay", cause);
    }
}
