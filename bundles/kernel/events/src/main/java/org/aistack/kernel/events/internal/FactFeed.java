package org.aistack.kernel.events.internal;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.aistack.kernel.events.internal.store.RelayTables;
import org.aistack.kernel.events.internal.store.Told;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/**
 * Shows onlookers the durable events, on whatever server they were told: topic and whom it is about, nothing of the
 * content. Every onlooker has a place of its own in the outbox, so it can go on where it was, also after a restart and on
 * another server, and is shown no more at a time than it takes.
 */
@Component(service = FactFeed.class)
public final class FactFeed {

    /** Name of the feed's topic for them. */
    public static final String TOPIC = "events";

    static final String PERMISSION = "system:monitor";

    private static final int AT_ONCE = 100;

    private final RelayTables tables;
    private final LiveFeed feed;
    private final Map<Onlooker, Long> places = new HashMap<>();
    private final Set<Onlooker> busy = ConcurrentHashMap.newKeySet();
    private volatile long head = -1;

    @Activate
    public FactFeed(@Reference RelayTables tables, @Reference LiveFeed feed) {
        this.tables = tables;
        this.feed = feed;
    }

    /** Where somebody begins who has seen nothing yet: behind everything that was told until now. */
    public long now() {
        return head < 0 ? tables.outbox().head() : head;
    }

    /**
     * Shows everybody what they have not seen.
     *
     * @param newest the greatest position
     * @return true when somebody has not seen everything yet but takes more at once
     */
    synchronized boolean show(long newest) {
        head = newest;
        Set<Onlooker> looking = feed.followers();
        places.keySet().retainAll(looking);
        Map<Long, List<Told>> read = new HashMap<>();
        boolean more = false;
        for (Onlooker onlooker : looking) {
            Long place = places.get(onlooker);
            if (place == null) {
                place = begin(onlooker, newest);
                places.put(onlooker, place);
            }
            if (place < newest && !busy.contains(onlooker) && onlooker.room() >= AT_ONCE) {
                List<Told> next =
                        read.computeIfAbsent(place, from -> tables.outbox().after(from, newest, AT_ONCE));
                boolean rest = next.size() == AT_ONCE;
                places.put(onlooker, rest ? next.get(AT_ONCE - 1).position() : newest);
                more |= rest;
                post(onlooker, next);
            }
        }
        return more;
    }

    /** The place to go on from; the newest when what comes after the wanted one is not known any more. */
    private long begin(Onlooker onlooker, long newest) {
        long wanted = onlooker.facts();
        if (wanted > newest || wanted < newest && wanted + 1 < tables.outbox().oldest(newest)) {
            feed.forgotten(onlooker, newest);
            return newest;
        }
        return wanted;
    }

    private void post(Onlooker onlooker, List<Told> facts) {
        if (facts.isEmpty()) {
            return;
        }
        List<LiveFeed.Entry> entries = facts.stream().map(one -> entry(one)).toList();
        busy.add(onlooker);
        if (!feed.show(onlooker, entries, () -> busy.remove(onlooker))) {
            busy.remove(onlooker);
        }
    }

    private LiveFeed.Entry entry(Told one) {
        var shown = new java.util.TreeMap<String, Object>(
                Map.of("topic", one.topic(), "aggregate", one.aggregate(), "position", one.position()));
        return new LiveFeed.Entry(0, one.position(), TOPIC, PERMISSION, feed.json(shown));
    }
}
