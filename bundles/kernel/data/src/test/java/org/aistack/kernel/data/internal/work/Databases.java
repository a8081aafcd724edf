package org.aistack.kernel.data.internal.work;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.concurrent.atomic.AtomicInteger;
import org.aistack.kernel.data.internal.pool.Database;

/** Fresh databases of every supported kind. */
public enum Databases {
    H2 {
        @Override
        public Database open(Path folder, int connections) {
            return new Database("jdbc:h2:file:" + folder.resolve("test"), "aistack", "", connections);
        }
    },
    POSTGRES {
        @Override
        public Database open(Path folder, int connections) {
            try (var connection = Server.RUNNING.getPostgresDatabase().getConnection();
                    var statement = connection.createStatement()) {
                String name = "test" + NUMBER.incrementAndGet();
                statement.execute("create database " + name);
                return new Database(
                        "jdbc:postgresql://localhost:" + Server.RUNNING.getPort() + "/" + name,
                        "postgres",
                        "",
                        connections);
            } catch (SQLException e) {
                throw new IllegalStateException(e);
            }
        }
    };

    private static final AtomicInteger NUMBER = new AtomicInteger();

    public abstract Database open(Path folder, int connections);

    private static final class Server {
        static final EmbeddedPostgres RUNNING = start();

        private static EmbeddedPostgres start() {
            try {
                return EmbeddedPostgres.start();
            } catch (IOException e) {
                throw new IllegalStateException(e);
            }
        }
    }
}
