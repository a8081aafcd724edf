package org.aistack.kernel.observe.internal.health;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import javax.sql.DataSource;
import org.apache.felix.hc.api.HealthCheck;
import org.apache.felix.hc.api.Result;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** Does the database answer? */
@Component(property = {"hc.name=kernel.database", "hc.title=数据库 · Database", "hc.tags=kernel", "hc.tags=ready"})
public final class DatabaseHealth implements HealthCheck {

    @Reference(target = "(name=aistack)")
    private volatile List<DataSource> sources = List.of();

    @Override
    public Result execute() {
        List<DataSource> known = sources;
        if (known.isEmpty()) {
            return new Result(Result.Status.CRITICAL, "no database yet");
        }
        try (Connection connection = known.get(0).getConnection()) {
            return connection.isValid(1)
                    ? new Result(Result.Status.OK, "the database answers")
                    : new Result(Result.Status.CRITICAL, "the database does not answer");
        } catch (SQLException e) {
            return new Result(Result.Status.CRITICAL, "the database cannot be reached");
        }
    }
}
