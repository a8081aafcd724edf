package org.aistack.kernel.events.internal.webhook.store;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.aistack.kernel.Ids;
import org.aistack.kernel.events.internal.store.Database;
import org.aistack.kernel.events.internal.store.Overtaken;

/** The deliveries of webhooks. What the server that delivers changes is fenced; what people change is not. */
public final class ParcelTable {

    private static final String SELECT = "select d.id, d.webhook, d.event_id, d.position, d.topic, d.aggregate, d.body,"
            + " d.status, d.attempts, d.created_at, d.due_at, d.tried_at, d.http_status, d.duration_ms, d.error, d.trace"
            + " from events_delivery d ";
    private static final String OPEN = "('pending', 'failed')";

    private final Database database;
    private final Ids ids;
    private final Clock clock;

    public ParcelTable(Database database, Ids ids, Clock clock) {
        this.database = database;
        this.ids = ids;
        this.clock = clock;
    }

    /** An event as the outbox holds it. */
    public record Fact(
            long position,
            long eventId,
            String topic,
            String aggregate,
            String actor,
            Instant at,
            String payload,
            String trace) {}

    /** How many deliveries there are in a state, and since when the oldest one waits. */
    public record Standing(Map<Parcel.Status, Long> counts, Instant oldestOpen) {}

    /** The next events for a webhook, none of them after {@code head}. */
    public List<Fact> facts(Hook hook, long head, int limit) {
        List<Object> values = new ArrayList<>(List.of(hook.position(), head));
        var wanted = new StringBuilder();
        for (String topic : hook.topics()) {
            wanted.append(wanted.isEmpty() ? " and (" : " or ").append("topic like ?");
            // topics hold letters, digits and slashes only
            values.add(topic.replace('*', '%'));
        }
        return database.query(
                row -> new Fact(
                        row.getLong("position"),
                        row.getLong("event_id"),
                        row.getString("topic"),
                        row.getString("aggregate"),
                        row.getString("caused_by"),
                        Database.moment(row, "at"),
                        row.getString("payload"),
                        row.getString("trace")),
                "select position, event_id, topic, aggregate, caused_by, at, payload, trace from data_outbox"
                        + " where position > ? and position <= ?" + wanted + ") order by position limit " + limit,
                values.toArray());
    }

    /** A body for an event. */
    public record Draft(Fact fact, String body) {}

    /**
     * Makes events into deliveries and moves the webhook's place behind them.
     *
     * @throws Overtaken when somebody else has moved it meanwhile
     */
    public void accept(Hook hook, long fence, List<Draft> drafts, long position) {
        LocalDateTime now = now();
        database.change(connection -> {
            HookTable.claim(connection, hook.id(), fence);
            int moved = Database.update(
                    connection,
                    "update events_webhook set position = ? where id = ? and position = ?",
                    position,
                    hook.id(),
                    hook.position());
            if (moved == 0) {
                throw new Overtaken();
            }
            for (Draft draft : drafts) {
                insert(connection, hook.id(), draft, now);
            }
            return null;
        });
    }

    /** Adds a delivery that is no event's. */
    public Parcel add(long webhook, Draft draft) {
        return database.change(connection -> {
            long id = insert(connection, webhook, draft, now());
            return Database.query(connection, ParcelTable::read, SELECT + "where d.id = ?", id)
                    .get(0);
        });
    }

    private long insert(Connection connection, long webhook, Draft draft, LocalDateTime now) throws SQLException {
        long id = ids.next();
        Database.update(
                connection,
                "insert into events_delivery (id, webhook, event_id, position, topic, aggregate, body, status,"
                        + " attempts, created_at, due_at, trace) values (?, ?, ?, ?, ?, ?, ?, 'pending', 0, ?, ?, ?)",
                id,
                webhook,
                draft.fact().eventId(),
                draft.fact().position(),
                draft.fact().topic(),
                draft.fact().aggregate(),
                draft.body(),
                now,
                now,
                draft.fact().trace());
        return id;
    }

    /** How many deliveries of a webhook are neither delivered nor dead. */
    public long open(long webhook) {
        return database.query(
                        row -> row.getLong(1),
                        "select count(*) from events_delivery where webhook = ? and status in " + OPEN,
                        webhook)
                .get(0);
    }

    /** What can be sent now: due, and nothing of the same aggregate waits before it. */
    public List<Parcel> due(long webhook, int limit) {
        return database.query(
                ParcelTable::read,
                SELECT + "where d.webhook = ? and d.status in " + OPEN + " and d.due_at <= ? and not exists"
                        + " (select 1 from events_delivery e where e.webhook = d.webhook and e.aggregate = d.aggregate"
                        + " and e.id < d.id and e.status in " + OPEN + ") order by d.id limit " + limit,
                webhook,
                now());
    }

    /**
     * Writes down what became of a try, and what it means for the webhook.
     *
     * @param deactivate why the webhook is deactivated; null when it is not
     * @throws Overtaken when another server delivers, or the webhook is gone
     */
    public void tried(Parcel parcel, long fence, Parcel.Outcome outcome, String deactivate) {
        LocalDateTime now = now();
        boolean well = outcome.status() == Parcel.Status.DELIVERED;
        database.change(connection -> {
            HookTable.claim(connection, parcel.webhook(), fence);
            Database.update(
                    connection,
                    "update events_webhook set failing_since = " + (well ? "null" : "coalesce(failing_since, ?)")
                            + " where id = ?",
                    well ? new Object[] {parcel.webhook()} : new Object[] {now, parcel.webhook()});
            Database.update(
                    connection,
                    "update events_delivery set status = ?, attempts = attempts + 1, due_at = ?, tried_at = ?,"
                            + " http_status = ?, duration_ms = ?, error = ? where id = ?",
                    column(outcome.status()),
                    Database.column(outcome.dueAt()),
                    now,
                    outcome.httpStatus(),
                    outcome.durationMs(),
                    outcome.error(),
                    parcel.id());
            if (deactivate != null) {
                HookTable.deactivate(connection, parcel.webhook(), deactivate, now);
            }
            return null;
        });
    }

    /** Puts a try off that was not made. */
    public void putOff(Parcel parcel, Instant until) {
        database.update(
                "update events_delivery set due_at = ? where id = ? and status in " + OPEN,
                Database.column(until),
                parcel.id());
    }

    /** Has a delivery sent anew, from the beginning of its schedule. False when it waits to be sent already. */
    public boolean again(long webhook, long id) {
        return database.update(
                        "update events_delivery set status = 'pending', attempts = 0, due_at = ?, error = null"
                                + " where id = ? and webhook = ? and status <> 'pending'",
                        now(),
                        id,
                        webhook)
                > 0;
    }

    public Optional<Parcel> find(long webhook, long id) {
        return database.query(ParcelTable::read, SELECT + "where d.webhook = ? and d.id = ?", webhook, id).stream()
                .findFirst();
    }

    /** Deliveries of a webhook by age, after the one with this id; null for the start, null status for all. */
    public List<Parcel> list(long webhook, Parcel.Status status, Long after, boolean descending, int limit) {
        List<Object> values = new ArrayList<>(List.of(webhook));
        var where = new StringBuilder("where d.webhook = ?");
        if (status != null) {
            where.append(" and d.status = ?");
            values.add(column(status));
        }
        if (after != null) {
            where.append(descending ? " and d.id < ?" : " and d.id > ?");
            values.add(after);
        }
        where.append(" order by d.id ")
                .append(descending ? "desc" : "asc")
                .append(" limit ")
                .append(limit);
        return database.query(ParcelTable::read, SELECT + where, values.toArray());
    }

    /** How many deliveries there are by state; null for all webhooks. */
    public Map<Parcel.Status, Long> counts(Long webhook) {
        Map<Parcel.Status, Long> counts = new EnumMap<>(Parcel.Status.class);
        String sql = "select status, count(*) from events_delivery " + (webhook == null ? "" : "where webhook = ? ")
                + "group by status";
        database.query(
                row -> counts.put(status(row.getString(1)), row.getLong(2)),
                sql,
                webhook == null ? new Object[0] : new Object[] {webhook});
        return counts;
    }

    /** All deliveries together. */
    public Standing standing() {
        Instant oldest = database.query(
                        row -> row.getObject(1) == null ? null : Database.moment(row, "oldest"),
                        "select min(created_at) as oldest from events_delivery where status in " + OPEN)
                .get(0);
        return new Standing(counts(null), oldest);
    }

    /** Forgets what ended before {@code moment}. */
    public int purge(Instant moment) {
        return database.update(
                "delete from events_delivery where status in ('delivered', 'dead') and due_at < ?",
                Database.column(moment));
    }

    private LocalDateTime now() {
        return Database.column(clock.instant());
    }

    private static String column(Parcel.Status status) {
        return status.name().toLowerCase(Locale.ROOT);
    }

    private static Parcel.Status status(String text) {
        return Parcel.Status.valueOf(text.toUpperCase(Locale.ROOT));
    }

    private static Parcel read(ResultSet row) throws SQLException {
        LocalDateTime tried = row.getObject("tried_at", LocalDateTime.class);
        return new Parcel(
                row.getLong("id"),
                row.getLong("webhook"),
                row.getLong("event_id"),
                row.getLong("position"),
                row.getString("topic"),
                row.getString("aggregate"),
                row.getString("body"),
                status(row.getString("status")),
                row.getInt("attempts"),
                Database.moment(row, "created_at"),
                Database.moment(row, "due_at"),
                tried == null ? null : tried.toInstant(ZoneOffset.UTC),
                row.getObject("http_status", Integer.class),
                row.getObject("duration_ms", Long.class),
                row.getString("error"),
                row.getString("trace"));
    }
}
