package org.aistack.kernel.jobs.internal.store;

import java.sql.SQLException;

/** The database refused; the store tells from the cause what that means for the caller. */
final class DatabaseFailure extends RuntimeException {

    private static final long serialVersionUID = 1L;

    DatabaseFailure(SQLException cause) {
        super(cause);
    }
}
