package org.aistack.kernel.events.internal;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.concurrent.atomic.AtomicLong;
import javax.sql.DataSource;
import org.aistack.kernel.events.internal.store.RelayTables;
import org.h2.jdbcx.JdbcConnectionPool;

/** The relay's tables and an outbox in memory. */
final class RelayDatabase implements AutoCloseable {

    static final Instant NOW = Instant.parse("2026-11-01T08:00:00Z");

    private static final AtomicLong NUMBER = new AtomicLong();

    private final JdbcConnectionPool pool;
    private final AtomicLong ids = new AtomicLong(100);
    private final AtomicLong position = new AtomicLong();
    final RelayTables tables;

    RelayDatabase() {
        pool = JdbcConnectionPool.create("jdbc:h2:mem:relay" + NUMBER.incrementAndGet() + ";DB_CLOSE_DELAY=-1", "", "");
        run("create table data_outbox (position bigint primary key, event_id bigint, topic varchar(200),"
                + " type varchar(300), aggregate varchar(200), caused_by varchar(100), at timestamp, payload text)");
        for (String statement : script().split(";")) {
            if (!statement.isBlank()) {
                run(statement);
            }
        }
        tables = tables(pool);
    }

    RelayTables tables(DataSource source) {
        return new RelayTables(source, ids::incrementAndGet, Clock.fixed(NOW, ZoneOffset.UTC));
    }

    DataSource source() {
        return pool;
    }

    /** Tells that something happened to {@code id}, at the next position. */
    long tell(String id) {
        return tell("aistack/internal/Happened", id, NOW);
    }

    long tell(String topic, String id, Instant at) {
        long next = position.incrementAndGet();
        try (Connection connection = pool.getConnection();
                var insert =
                        connection.prepareStatement("insert into data_outbox values (?, ?, ?, 'x', ?, 'u1', ?, ?)")) {
            insert.setLong(1, next);
            insert.setLong(2, next);
            insert.setString(3, topic);
            insert.setString(4, id);
            insert.setObject(5, LocalDateTime.ofInstant(at, ZoneOffset.UTC));
            insert.setString(6, "{\"id\":\"" + id + "\",\"new_version\":3,\"later_field\":true}");
            insert.executeUpdate();
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
        return next;
    }

    void run(String sql) {
        try (Connection connection = pool.getConnection();
                var statement = connection.createStatement()) {
            statement.execute(sql);
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    private static String script() {
        try (var in = RelayDatabase.class.getResourceAsStream("/db/events/V001__relay.sql")) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8).replaceAll("--[^\n]*", "");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void close() {
        pool.dispose();
    }
}
