package org.aistack.kernel.events.internal.store;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import org.aistack.kernel.Ids;

/**
 * The events nobody could digest. All parked events of one subscriber and one aggregate are a chain: they are tried again
 * in order, and while there is one, later events of that aggregate join its end.
 */
public final class ParkingLot {

    private static final String SELECT =
            "select id, subscriber, position, topic, aggregate, caused_by, told_at, payload,"
                    + " status, failures, error, parked_at from events_parked ";
    private static final int ERROR_LENGTH = 500;

    private final Database database;
    private final Ids ids;
    private final Clock clock;

    ParkingLot(Database database, Ids ids, Clock clock) {
        this.database = database;
        this.ids = ids;
        this.clock = clock;
    }

    /** Parks an event that failed and moves the subscriber's cursor past it. */
    public void park(Positions.Hold hold, Told told, int failures, String error) {
        insert(hold, told, Parked.Status.PARKED, failures, error);
    }

    /** Puts an event behind the parked ones of its aggregate and moves the subscriber's cursor past it. */
    public void queue(Positions.Hold hold, Told told) {
        insert(hold, told, Parked.Status.WAITING, 0, null);
    }

    private void insert(Positions.Hold hold, Told told, Parked.Status status, int failures, String error) {
        database.change(connection -> {
            Positions.move(connection, hold, told.position(), 0, clock);
            // a replay comes past what is parked already
            boolean known = !Database.query(
                            connection,
                            row -> row.getLong(1),
                            "select id from events_parked where subscriber = ? and position = ?",
                            hold.subscriber(),
                            told.position())
                    .isEmpty();
            return known
                    ? 0
                    : Database.update(
                            connection,
                            "insert into events_parked (id, subscriber, position, topic, aggregate, caused_by, told_at, payload,"
                                    + " status, failures, error, parked_at) values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
                            ids.next(),
                            hold.subscriber(),
                            told.position(),
                            told.topic(),
                            told.aggregate(),
                            told.causedBy(),
                            Database.column(told.at()),
                            told.payload(),
                            column(status),
                            failures,
                            cut(error),
                            Database.column(clock.instant()));
        });
    }

    /** Aggregates of which events are parked for this subscriber. */
    public Set<String> aggregates(String subscriber) {
        return new HashSet<>(database.query(
                row -> row.getString(1),
                "select distinct aggregate from events_parked where subscriber = ?",
                subscriber));
    }

    /** Aggregates of this subscriber that may be tried again: nothing in their chain is parked any more. */
    public List<String> retrying(String subscriber) {
        return database.query(
                row -> row.getString(1),
                "select aggregate from events_parked where subscriber = ? group by aggregate"
                        + " having sum(case when status = 'parked' then 1 else 0 end) = 0 order by min(position)",
                subscriber);
    }

    /** Subscribers for which there is something to try again. */
    public Set<String> retrying() {
        return new HashSet<>(database.query(
                row -> row.getString(1),
                "select subscriber from events_parked group by subscriber, aggregate"
                        + " having sum(case when status = 'parked' then 1 else 0 end) = 0"));
    }

    /** The parked events of an aggregate in order. */
    public List<Parked> chain(String subscriber, String aggregate) {
        return database.query(
                ParkingLot::read,
                SELECT + "where subscriber = ? and aggregate = ? order by position",
                subscriber,
                aggregate);
    }

    /** The event was digested after all. */
    public void remove(long id) {
        database.update("delete from events_parked where id = ?", id);
    }

    /** Another try failed: the event blocks its chain again. */
    public void failedAgain(Parked parked, String error) {
        database.update(
                "update events_parked set status = 'parked', failures = failures + 1, error = ? where id = ?",
                cut(error),
                parked.id());
    }

    /** Wants the chain of this event tried again. Empty when there is no such event. */
    public Optional<Parked> retry(long id) {
        return database.change(connection -> {
            Optional<Parked> parked = find(connection, id);
            if (parked.isPresent()) {
                Database.update(
                        connection,
                        "update events_parked set status = 'waiting' where subscriber = ? and aggregate = ?",
                        parked.get().subscriber(),
                        parked.get().told().aggregate());
            }
            return find(connection, id);
        });
    }

    /** Gives an event up; those behind it are tried. False when there is no such event. */
    public boolean drop(long id) {
        return database.update("delete from events_parked where id = ?", id) > 0;
    }

    /**
     * Parked events in the order of parking.
     *
     * @param subscriber of this one only; null for all
     * @param after id of the last one that was seen; null for the start
     * @param descending the newest first
     */
    public List<Parked> list(String subscriber, Long after, boolean descending, int limit) {
        List<Object> values = new ArrayList<>();
        var where = new StringBuilder("where 1 = 1");
        if (subscriber != null) {
            where.append(" and subscriber = ?");
            values.add(subscriber);
        }
        if (after != null) {
            where.append(descending ? " and id < ?" : " and id > ?");
            values.add(after);
        }
        where.append(" order by id ")
                .append(descending ? "desc" : "asc")
                .append(" limit ")
                .append(limit);
        return database.query(ParkingLot::read, SELECT + where, values.toArray());
    }

    /** How many events of a subscriber are parked; null for all subscribers. */
    public long count(String subscriber) {
        return counts().entrySet().stream()
                .filter(entry -> subscriber == null || subscriber.equals(entry.getKey()))
                .mapToLong(Map.Entry::getValue)
                .sum();
    }

    /** How many events are parked, by subscriber. */
    public Map<String, Long> counts() {
        Map<String, Long> counts = new TreeMap<>();
        database.query(
                row -> counts.put(row.getString(1), row.getLong(2)),
                "select subscriber, count(*) from events_parked group by subscriber");
        return counts;
    }

    private static Optional<Parked> find(Connection connection, long id) throws SQLException {
        return Database.query(connection, ParkingLot::read, SELECT + "where id = ?", id).stream()
                .findFirst();
    }

    private static Parked read(ResultSet row) throws SQLException {
        var told = new Told(
                row.getLong("position"),
                row.getString("topic"),
                row.getString("aggregate"),
                row.getString("caused_by"),
                Database.moment(row, "told_at"),
                row.getString("payload"),
                null);
        return new Parked(
                row.getLong("id"),
                row.getString("subscriber"),
                told,
                Parked.Status.valueOf(row.getString("status").toUpperCase(Locale.ROOT)),
                row.getInt("failures"),
                row.getString("error"),
                Database.moment(row, "parked_at"));
    }

    private static String column(Parked.Status status) {
        return status.name().toLowerCase(Locale.ROOT);
    }

    private static String cut(String error) {
        return error == null || error.length() <= ERROR_LENGTH ? error : error.substring(0, ERROR_LENGTH);
    }
}
