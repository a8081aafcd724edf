package org.aistack.kernel.events.internal;

import java.sql.SQLException;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.concurrent.atomic.AtomicLong;
import javax.sql.DataSource;
import org.aistack.kernel.events.internal.store.RelayTables;
import org.aistack.kernel.testkit.TestDatabase;
import org.aistack.kernel.testkit.TestStore;

/** The relay's tables and the outbox, on a database of its own. */
final class RelayDatabase implements AutoCloseable {

    static final Instant NOW = Instant.parse("2026-11-01T08:00:00Z");

    private final TestDatabase database;
    private final TestStore store;
    private final AtomicLong position = new AtomicLong();
    final RelayTables tables;

    RelayDatabase(TestDatabase database) {
        this.database = database;
        store = database.store("events");
        tables = tables(database.dataSource());
    }

    RelayTables tables(DataSource source) {
        return new RelayTables(source, database.ids(), Clock.fixed(NOW, ZoneOffset.UTC));
    }

    DataSource source() {
        return database.dataSource();
    }

    /** Tells it as every capability does. */
    void publish(Happened fact) {
        store.write(work -> {
            work.publish(fact);
            return null;
        });
    }

    /** Tells that something happened to {@code id}, at the next position. */
    long tell(String id) {
        return tell("aistack/internal/Happened", id, NOW);
    }

    long tell(String topic, String id, Instant at) {
        long next = position.incrementAndGet();
        try (var connection = database.pool().getConnection();
                var taken = connection.prepareStatement("update data_position set last = ? where id = 1");
                var insert = connection.prepareStatement("insert into data_outbox"
                        + " (position, event_id, topic, type, aggregate, caused_by, at, payload)"
                        + " values (?, ?, ?, 'x', ?, 'u1', ?, ?)")) {
            insert.setLong(1, next);
            insert.setLong(2, next);
            insert.setString(3, topic);
            insert.setString(4, id);
            insert.setObject(5, LocalDateTime.ofInstant(at, ZoneOffset.UTC));
            insert.setString(6, "{\"id\":\"" + id + "\",\"new_version\":3,\"later_field\":true}");
            insert.executeUpdate();
            taken.setLong(1, next);
            taken.executeUpdate();
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
        return next;
    }

    /** Tells {@code count} things at once. */
    void tellMany(int count) {
        store.write(work -> {
            for (int i = 0; i < count; i++) {
                work.publish(new Happened("h" + i % 100, i));
            }
            return null;
        });
    }

    @Override
    public void close() {
        database.close();
    }
}
