package org.aistack.kernel.data.internal.work;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Clock;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.function.Supplier;
import org.aistack.kernel.Ids;
import org.aistack.kernel.events.DomainEvent;
import org.aistack.kernel.observe.Trace;
import org.slf4j.MDC;

/**
 * Writes told facts into {@code data_outbox}, on the connection of the work that tells them.
 *
 * <p>Positions are taken at the very end of the work from the one row of {@code data_position}, which stays locked until
 * the commit. So the next work gets its positions only after this one's facts are visible, and whoever reads on from the
 * last position seen never misses one that becomes visible later. As nothing is locked after that row, waiting for it
 * cannot end in a deadlock.
 */
public final class Outbox {

    private final Ids ids;
    private final Clock clock;
    private final Supplier<String> cause;
    private final Runnable committed;
    private volatile ObjectMapper json = EventJson.mapper();

    /**
     * Over the table that is there.
     *
     * @param cause id of the caller of this thread
     * @param committed called after every commit that told something
     */
    public Outbox(Ids ids, Clock clock, Supplier<String> cause, Runnable committed) {
        this.ids = ids;
        this.clock = clock;
        this.cause = cause;
        this.committed = committed;
    }

    /** A fact, ready to be written. */
    public record Told(
            DomainEvent event,
            long id,
            String topic,
            String causedBy,
            LocalDateTime at,
            String payload,
            String trace) {}

    /** Forgets what is known of event classes, so that their bundles can be unloaded. */
    public void forgetClasses() {
        json = EventJson.mapper();
    }

    Told tell(DomainEvent event) {
        try {
            return new Told(
                    event,
                    ids.next(),
                    DomainEvent.topic(event.getClass()),
                    cause.get(),
                    LocalDateTime.ofInstant(clock.instant(), ZoneOffset.UTC),
                    json.writeValueAsString(event),
                    trace());
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException("not an event that can be told: " + event.getClass(), e);
        }
    }

    /** What this thread works for; null when that has no name. */
    private static String trace() {
        String trace = MDC.get(Trace.TRACE_ID);
        String span = MDC.get(Trace.SPAN_ID);
        if (trace == null || span == null) {
            return null;
        }
        String request = MDC.get(Trace.REQUEST_ID);
        return new Trace(request == null ? "" : request, trace, span).text();
    }

    void committed() {
        committed.run();
    }

    void write(Connection connection, List<Told> told) throws SQLException {
        long position = take(connection, told.size());
        try (var insert = connection.prepareStatement("insert into data_outbox"
                + " (position, event_id, topic, type, aggregate, caused_by, at, payload, trace)"
                + " values (?, ?, ?, ?, ?, ?, ?, ?, ?)")) {
            for (Told fact : told) {
                insert.setLong(1, position++);
                insert.setLong(2, fact.id());
                insert.setString(3, fact.topic());
                insert.setString(4, fact.event().getClass().getName());
                insert.setString(5, fact.event().aggregate());
                insert.setString(6, fact.causedBy());
                insert.setObject(7, fact.at());
                insert.setString(8, fact.payload());
                insert.setString(9, fact.trace());
                insert.addBatch();
            }
            insert.executeBatch();
        }
    }

    /** Takes {@code count} positions and returns the first one. */
    private static long take(Connection connection, int count) throws SQLException {
        try (var update = connection.prepareStatement("update data_position set last = last + ? where id = 1");
                var select = connection.prepareStatement("select last from data_position where id = 1")) {
            update.setLong(1, count);
            update.executeUpdate();
            try (var row = select.executeQuery()) {
                row.next();
                return row.getLong(1) - count + 1;
            }
        }
    }
}
