package org.aistack.kernel.data.internal.pool;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.SQLTransientConnectionException;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/** A pool that does not let anybody wait for a database that is known to be away. */
final class Pool extends HikariDataSource {

    private static final String NO_CONNECTION = "08001";

    /** Opening the database for the first time may take longer than anybody waits for a connection later. */
    private static final long FIRST_NANOSECONDS = TimeUnit.SECONDS.toNanos(10);

    private final Optional<Pulse> pulse;
    private final long made = System.nanoTime();
    private volatile boolean opened;

    Pool(HikariConfig config, Optional<Pulse> pulse) {
        super(config);
        this.pulse = pulse;
    }

    @Override
    public Connection getConnection() throws SQLException {
        if (pulse.isPresent() && pulse.get().away()) {
            throw new SQLTransientConnectionException("the database does not answer", NO_CONNECTION);
        }
        try {
            Connection connection = patiently();
            opened = true;
            return connection;
        } catch (SQLTransientConnectionException e) {
            pulse.ifPresent(Pulse::soon);
            throw e;
        }
    }

    private Connection patiently() throws SQLException {
        while (true) {
            try {
                return super.getConnection();
            } catch (SQLTransientConnectionException e) {
                // without a cause nothing failed, it only takes its time
                if (opened || e.getCause() != null || System.nanoTime() - made > FIRST_NANOSECONDS) {
                    throw e;
                }
            }
        }
    }
}
