package org.aistack.kernel.data.internal;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.Map;
import java.util.function.Supplier;
import org.aistack.kernel.data.internal.pool.Database;
import org.apache.felix.hc.api.FormattingResultLog;
import org.apache.felix.hc.api.HealthCheck;
import org.apache.felix.hc.api.Result;

/** Says whether the database answers, and which capabilities have no tables and why. */
final class DataHealth implements HealthCheck {

    private final Database database;
    private final Supplier<Map<String, String>> reasons;

    /** @param reasons by unit, why it could not be opened */
    DataHealth(Database database, Supplier<Map<String, String>> reasons) {
        this.database = database;
        this.reasons = reasons;
    }

    @Override
    public Result execute() {
        var log = new FormattingResultLog();
        try (Connection connection = database.pool().getConnection()) {
            if (connection.isValid(1)) {
                log.info("the database answers; {}", database.load());
            } else {
                log.critical("the database does not answer");
            }
        } catch (SQLException e) {
            log.critical("the database cannot be reached: {}", e.getMessage());
        }
        reasons.get().forEach((unit, reason) -> log.warn("{} has no tables: {}", unit, reason));
        return new Result(log);
    }
}
