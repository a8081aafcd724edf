package org.aistack.kernel.events.internal.store;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;

/** Reads the table that every unit of work tells its events to. */
public final class Outbox {

    private static final String COLUMNS =
            "select position, topic, aggregate, caused_by, at, payload, trace from data_outbox ";

    private final Database database;

    Outbox(Database database) {
        this.database = database;
    }

    /**
     * What a subscriber has not seen yet.
     *
     * @param events how many
     * @param oldest when the first of them was told; null when there is none
     */
    public record Backlog(long events, Instant oldest) {}

    /** The greatest position that was ever given and is visible; 0 when nothing was told yet. */
    public long head() {
        return database.query(row -> row.getLong(1), "select last from data_position where id = 1")
                .get(0);
    }

    /** The smallest position that is still there; the one after {@code head} when there is none. */
    public long oldest(long head) {
        return database.query(row -> row.getLong(1), "select coalesce(min(position), ?) from data_outbox", head + 1)
                .get(0);
    }

    /** The next events of all topics in order, none of them after {@code head}. */
    public List<Told> after(long position, long head, int limit) {
        return database.query(
                Outbox::told,
                COLUMNS + "where position > ? and position <= ? order by position limit " + limit,
                position,
                head);
    }

    /** The next events of a topic in order, none of them after {@code head}. */
    public List<Told> after(long position, String topic, long head, int limit) {
        return database.query(
                Outbox::told,
                COLUMNS + "where topic = ? and position > ? and position <= ? order by position limit " + limit,
                topic,
                position,
                head);
    }

    /** What a subscriber of {@code topic} at {@code position} still has before it. */
    public Backlog backlog(long position, String topic) {
        return database.query(
                        row -> new Backlog(
                                row.getLong(1), row.getObject(2) == null ? null : Database.moment(row, "oldest")),
                        "select count(*), min(at) as oldest from data_outbox where topic = ? and position > ?",
                        topic,
                        position)
                .get(0);
    }

    /** Forgets what was told before {@code moment} and what every subscriber of its topic and every webhook has passed. */
    public int purge(Instant moment) {
        return database.update(
                "delete from data_outbox where at < ? and not exists (select 1 from events_cursor c"
                        + " where c.topic = data_outbox.topic and c.position < data_outbox.position)"
                        + " and not exists (select 1 from events_webhook w"
                        + " where w.active = true and w.position < data_outbox.position)",
                Database.column(moment));
    }

    private static Told told(ResultSet row) throws SQLException {
        return new Told(
                row.getLong("position"),
                row.getString("topic"),
                row.getString("aggregate"),
                row.getString("caused_by"),
                Database.moment(row, "at"),
                row.getString("payload"),
                row.getString("trace"));
    }
}
