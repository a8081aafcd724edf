package org.aistack.kernel.events.internal.store;

import java.time.Clock;
import java.util.List;

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
     */
    public record Position(String subscriber, String topic, long position, int failures) {}

    /** The place of a subscriber; one never seen before starts with everything the outbox still holds. */
    public Position open(String subscriber, String topic) {
        return database.change(connection -> {
            List<Position> known =
                    Database.query(connection, Positions::read, SELECT + " where subscriber = ?", subscriber);
            if (known.isEmpty()) {
                Database.update(
                        connection,
                        "insert into events_cursor (subscriber, topic, position, failures, changed_at)"
                                + " values (?, ?, 0, 0, ?)",
                        subscriber,
                        topic,
                        Database.column(clock.instant()));
                return new Position(subscriber, topic, 0, 0);
            }
            Position found = known.get(0);
            if (!found.topic().equals(topic)) {
                Database.update(
                        connection, "update events_cursor set topic = ? where subscriber = ?", topic, subscriber);
            }
            return new Position(subscriber, topic, found.position(), found.failures());
        });
    }

    public void save(String subscriber, long position, int failures) {
        database.update(SAVE, position, failures, Database.column(clock.instant()), subscriber);
    }

    /** Every subscriber ever seen, also those that are not here now. */
    public List<Position> all() {
        return database.query(Positions::read, SELECT + " order by subscriber");
    }

    static final String SAVE =
            "update events_cursor set position = ?, failures = ?, changed_at = ? where subscriber = ?";

    private static final String SELECT = "select subscriber, topic, position, failures from events_cursor";

    private static Position read(java.sql.ResultSet row) throws java.sql.SQLException {
        return new Position(
                row.getString("subscriber"), row.getString("topic"), row.getLong("position"), row.getInt("failures"));
    }
}
