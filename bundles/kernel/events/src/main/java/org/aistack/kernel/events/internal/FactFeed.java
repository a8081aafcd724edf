package org.aistack.kernel.events.internal;

import java.util.List;
import java.util.Map;
import org.aistack.kernel.events.Feed;
import org.aistack.kernel.events.internal.store.RelayTables;
import org.aistack.kernel.events.internal.store.Told;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** Shows in the live feed that a durable event was told: its topic and whom it is about, nothing of its content. */
@Component(service = FactFeed.class)
public final class FactFeed {

    static final String TOPIC = "events";
    static final String PERMISSION = "system:monitor";

    /** More at once is a flood that nobody reads; the newest are shown. */
    private static final int AT_ONCE = 100;

    private final RelayTables tables;
    private final Feed feed;
    private long shown = -1;

    @Activate
    public FactFeed(@Reference RelayTables tables, @Reference Feed feed) {
        this.tables = tables;
        this.feed = feed;
    }

    /** Shows what was told since the last call; nothing of what was there at the first one. */
    synchronized void show(long head) {
        if (shown >= 0 && head > shown) {
            List<Told> told = tables.outbox().newest(shown, head, AT_ONCE);
            told.forEach(one -> feed.tell(
                    TOPIC,
                    PERMISSION,
                    Map.of("topic", one.topic(), "aggregate", one.aggregate(), "position", one.position())));
        }
        shown = Math.max(shown, head);
    }
}
