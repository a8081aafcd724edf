package org.aistack.kernel.events.internal.store;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDateTime;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** How far each subscriber has read. */
public final class Positions {

    private final Database database;
    private final Clock clock;

    Positions(Database database, Clock clock) {
        this.database = database;
        this.clock = clock;
    }

    /**
     * The place of a subscriber.
     *
     * @param position it has taken notice of everything up to here
     * @param failures how often the event behind it failed so far
     * @param replays how often it was set by hand
     */
    public record Position(String subscriber, String topic, long position, int failures, int replays) {}

    /**
     * The right to move a cursor, as of the moment it was opened.
     *
     * @param fence number of the lease under which it was opened
     * @param replays how often it had been set by hand then
     */
    public record Hold(String subscriber, long fence, int replays) {}

    /**
     * The place of a subscriber; one never seen before starts with everything the outbox still holds. From now on nobody
     * with a smaller number moves it.
     *
     * @throws Overtaken when somebody with a greater number has opened it already
     */
    public Position open(String subscriber, String topic, long fence) {
        return database.change(connection -> {
            LocalDateTime now = Database.column(clock.instant());
            int mine = Database.update(
                    connection,
                    "update events_cursor set topic = ?, fence = ?, seen_at = ? where subscriber = ? and fence <= ?",
                    topic,
                    fence,
                    now,
                    subscriber,
                    fence);
            List<Position> known =
                    Database.query(connection, Positions::read, SELECT + " where subscriber = ?", subscriber);
            if (mine == 0 && !known.isEmpty()) {
                throw new Overtaken();
            }
            if (known.isEmpty()) {
                Database.update(
                        connection,
                        "insert into events_cursor (subscriber, topic, position, failures, changed_at, fence, seen_at)"
                                + " values (?, ?, 0, 0, ?, ?, ?)",
                        subscriber,
                        topic,
                        now,
                        fence,
                        now);
                return new Position(subscriber, topic, 0, 0, 0);
            }
            return known.get(0);
        });
    }

    /**
     * Moves the cursor.
     *
     * @throws Overtaken when it is no longer the holder's to move
     */
    public void save(Hold hold, long position, int failures) {
        database.change(connection -> {
            move(connection, hold, position, failures, clock);
            return null;
        });
    }

    static void move(Connection connection, Hold hold, long position, int failures, Clock clock) throws SQLException {
        int moved = Database.update(
                connection,
                "update events_cursor set position = ?, failures = ?, changed_at = ?"
                        + " where subscriber = ? and fence = ? and replays = ?",
                position,
                failures,
                Database.column(clock.instant()),
                hold.subscriber(),
                hold.fence(),
                hold.replays());
        if (moved == 0) {
            throw new Overtaken();
        }
    }

    /** Sets the cursor by hand, whoever holds it. False when there is no such subscriber. */
    public boolean replay(String subscriber, long position) {
        return database.update(
                        "update events_cursor set position = ?, failures = 0, replays = replays + 1, changed_at = ?"
                                + " where subscriber = ?",
                        position,
                        Database.column(clock.instant()),
                        subscriber)
                > 0;
    }

    /** These subscribers are here. */
    public void seen(Collection<String> subscribers) {
        LocalDateTime now = Database.column(clock.instant());
        subscribers.forEach(
                name -> database.update("update events_cursor set seen_at = ? where subscriber = ?", now, name));
    }

    /** Forgets subscribers that no server has had since {@code moment}, with what was parked for them. */
    public List<String> forget(Instant moment) {
        return database.change(connection -> {
            LocalDateTime before = Database.column(moment);
            List<String> gone = Database.query(
                    connection,
                    row -> row.getString(1),
                    "select subscriber from events_cursor where seen_at < ?",
                    before);
            for (String name : gone) {
                Database.update(connection, "delete from events_parked where subscriber = ?", name);
                Database.update(
                        connection, "delete from events_cursor where subscriber = ? and seen_at < ?", name, before);
            }
            return gone;
        });
    }

    /** How often each cursor was set by hand. */
    public Map<String, Integer> replays() {
        Map<String, Integer> replays = new HashMap<>();
        database.query(
                row -> replays.put(row.getString(1), row.getInt(2)), "select subscriber, replays from events_cursor");
        return replays;
    }

    /** Every subscriber ever seen, also those that are not here now. */
    public List<Position> all() {
        return database.query(Positions::read, SELECT + " order by subscriber");
    }

    private static final String SELECT = "select subscriber, topic, position, failures, replays from events_cursor";

    private static Position read(ResultSet row) throws SQLException {
        return new Position(
                row.getString("subscriber"),
                row.getString("topic"),
                row.getLong("position"),
                row.getInt("failures"),
                row.getInt("replays"));
    }
}
