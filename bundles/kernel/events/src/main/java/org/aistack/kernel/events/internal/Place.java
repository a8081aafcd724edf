package org.aistack.kernel.events.internal;

import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;
import org.aistack.kernel.events.internal.store.Overtaken;
import org.aistack.kernel.events.internal.store.Positions;
import org.aistack.kernel.events.internal.store.RelayTables;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * How far a lane is. It runs ahead of the table a little while events flow; what was not written down is heard again after
 * a crash. Changed by the lane's one thread, read by all.
 */
final class Place {

    private static final Logger LOG = LoggerFactory.getLogger(Place.class);
    /** Deliveries that a crash may repeat at most, in time. */
    private static final long SAVE_NANOS = TimeUnit.MILLISECONDS.toNanos(20);

    private final String subscriber;
    private final String topic;
    private final RelayTables tables;
    private final LongSupplier nanos;
    private volatile Positions.Hold hold;
    private volatile long position;
    private volatile int failures;
    private long saved;
    private long savedAt;

    Place(String subscriber, String topic, RelayTables tables, LongSupplier nanos) {
        this.subscriber = subscriber;
        this.topic = topic;
        this.tables = tables;
        this.nanos = nanos;
    }

    /** Read from the table, and not taken away since. */
    boolean known() {
        return hold != null;
    }

    Positions.Hold hold() {
        return hold;
    }

    long position() {
        return position;
    }

    /** How often the next event failed so far. */
    int failures() {
        return failures;
    }

    /** Was the cursor set by hand since it was read? */
    boolean outdated(int replays) {
        return hold.replays() != replays;
    }

    /** Reads the cursor when it was never read, belongs to an earlier turn of this server, or was set by hand. */
    void open(long token) {
        boolean fresh = hold != null
                && hold.fence() == token
                && !outdated(tables.positions().replays().getOrDefault(subscriber, -1));
        if (!fresh) {
            var found = tables.positions().open(subscriber, topic, token);
            position = found.position();
            saved = position;
            failures = found.failures();
            hold = new Positions.Hold(subscriber, token, found.replays());
        }
    }

    /** Somebody else knows better. */
    void lost() {
        hold = null;
    }

    /** The event at {@code to} is done; written down once in a while. */
    void moved(long to) {
        passed(to);
        failures = 0;
        if (nanos.getAsLong() - savedAt >= SAVE_NANOS) {
            save(to, 0);
        }
    }

    /** The event at {@code to} is done and that is written down already. */
    void movedInTable(long to) {
        position = to;
        saved = to;
        failures = 0;
    }

    /** Nothing up to {@code to} is the subscriber's business. */
    void passed(long to) {
        position = Math.max(position, to);
    }

    /** The next event failed again. */
    void failed(int count) {
        save(position, count);
        failures = count;
    }

    /** Writes down what is not yet. */
    void save() {
        try {
            if (hold != null && saved != position) {
                save(position, failures);
            }
        } catch (Overtaken e) {
            lost();
        } catch (RuntimeException e) {
            LOG.debug("the place of {} is written later", subscriber, e);
        }
    }

    private void save(long to, int failed) {
        tables.positions().save(hold, to, failed);
        saved = to;
        savedAt = nanos.getAsLong();
    }
}
