package org.aistack.kernel.data.internal.pool;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.SQLTransientConnectionException;
import java.util.Optional;

/** A pool that does not let anybody wait for a database that is known to be away. */
final class Pool extends HikariDataSource {

    private static final String NO_CONNECTION = "08001";

    private final Optional<Pulse> pulse;

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
            return super.getConnection();
        } catch (SQLTransientConnectionException e) {
            pulse.ifPresent(Pulse::soon);
            throw e;
        }
    }
}
