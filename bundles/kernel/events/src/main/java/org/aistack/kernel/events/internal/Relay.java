package org.aistack.kernel.events.internal;

import java.time.Clock;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.SynchronousQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.aistack.kernel.Check;
import org.aistack.kernel.KernelError;
import org.aistack.kernel.Problem;
import org.aistack.kernel.access.Guard;
import org.aistack.kernel.cluster.Leases;
import org.aistack.kernel.cluster.Node;
import org.aistack.kernel.events.OutboxListener;
import org.aistack.kernel.events.Subscriber;
import org.aistack.kernel.events.internal.store.Positions;
import org.aistack.kernel.events.internal.store.RelayTables;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ReferenceCardinality;
import org.osgi.service.component.annotations.ReferencePolicy;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Carries told events from the outbox to the subscribers. Every subscriber has a lane of its own that takes a thread only
 * while it delivers, so a slow one delays nobody.
 */
@Component(
        service = {OutboxListener.class, Relay.class},
        immediate = true)
public final class Relay implements OutboxListener {

    private static final Logger LOG = LoggerFactory.getLogger(Relay.class);
    private static final long POLL_MILLIS = 500;
    private static final long FLUSH_SECONDS = 5;
    private static final long FAREWELL_SECONDS = 5;
    private static final long SEEN_SECONDS = 600;
    private static final long PURGE_MINUTES = 60;
    private static final long MORE_MILLIS = 20;
    /** A bundle that is updated is back sooner; until then its subscribers stay with this server. */
    private static final long ABSENT_NANOS = TimeUnit.SECONDS.toNanos(15);

    private final RelayTables tables;
    private final Guard guard;
    private final EventsMeters meters;
    private final FactFeed facts;
    private final Clock clock;
    private final Leases leases;
    private final Sharing sharing;
    private final EventsSettings settings;
    private final Map<String, Deque<Lane>> lanes = new ConcurrentHashMap<>();
    private final Map<String, Turn> turns = new ConcurrentHashMap<>();
    private final Map<String, Long> absent = new ConcurrentHashMap<>();
    private final AtomicBoolean ticking = new AtomicBoolean();
    private final ScheduledExecutorService ticker = Executors.newSingleThreadScheduledExecutor(Threads.named("relay"));
    private final ThreadPoolExecutor carriers = new ThreadPoolExecutor(
            0, Integer.MAX_VALUE, 30, TimeUnit.SECONDS, new SynchronousQueue<>(), Threads.named("relay-lane"));
    private volatile boolean troubled;

    @Activate
    public Relay(
            @Reference RelayTables tables,
            @Reference Guard guard,
            @Reference EventsMeters meters,
            @Reference FactFeed facts,
            @Reference Clock clock,
            @Reference Leases leases,
            @Reference Node node,
            @Reference EventsSettings settings) {
        this.tables = tables;
        this.guard = guard;
        this.meters = meters;
        this.facts = facts;
        this.clock = clock;
        this.leases = leases;
        this.sharing = new Sharing(tables.servers(), node.name(), System::nanoTime);
        this.settings = settings;
        ticker.scheduleWithFixedDelay(this::tick, 0, POLL_MILLIS, TimeUnit.MILLISECONDS);
        ticker.scheduleWithFixedDelay(this::flush, FLUSH_SECONDS, FLUSH_SECONDS, TimeUnit.SECONDS);
        ticker.scheduleWithFixedDelay(this::share, 1, FLUSH_SECONDS, TimeUnit.SECONDS);
        ticker.scheduleWithFixedDelay(this::purge, 1, PURGE_MINUTES, TimeUnit.MINUTES);
        ticker.scheduleWithFixedDelay(this::seen, SEEN_SECONDS, SEEN_SECONDS, TimeUnit.SECONDS);
        meters.watch(this);
    }

    @Deactivate
    void deactivate() {
        meters.watch(null);
        ticker.shutdownNow();
        List<Lane> open = new ArrayList<>();
        lanes.values().forEach(open::addAll);
        lanes.clear();
        open.forEach(lane -> lane.close(0));
        open.forEach(lane -> lane.close(FAREWELL_SECONDS));
        turns.values().forEach(turn -> turn.giveUp(0));
        leave();
        carriers.shutdownNow();
    }

    @Reference(
            name = "subscribers",
            cardinality = ReferenceCardinality.MULTIPLE,
            policy = ReferencePolicy.DYNAMIC,
            unbind = "remove")
    void add(Subscriber<?> subscriber) {
        Delivery<?> delivery = Delivery.to(subscriber, guard);
        String name = delivery.name();
        meters.begin(name);
        var lane = new Lane(
                delivery,
                tables,
                turns.computeIfAbsent(name, key -> new Turn(leases, "events.lane." + key, System::nanoTime)),
                System::nanoTime,
                meters::count);
        lanes.compute(name, (key, known) -> {
            Deque<Lane> queue = known == null ? new ArrayDeque<>() : new ArrayDeque<>(known);
            if (!queue.isEmpty()) {
                LOG.error("there is a subscriber named {} already, {} has to wait", name, delivery.typeName());
            }
            queue.add(lane);
            return queue;
        });
        committed();
    }

    void remove(Subscriber<?> subscriber) {
        List<Lane> gone = new ArrayList<>();
        for (String name : lanes.keySet()) {
            lanes.computeIfPresent(name, (key, known) -> {
                Deque<Lane> rest = new ArrayDeque<>(known);
                rest.removeIf(lane -> lane.delivery().goesTo(subscriber) && gone.add(lane));
                return rest.isEmpty() ? null : rest;
            });
        }
        gone.forEach(lane -> lane.close(FAREWELL_SECONDS));
    }

    @Override
    public void committed() {
        if (!ticker.isShutdown() && ticking.compareAndSet(false, true)) {
            try {
                ticker.execute(this::tick);
            } catch (RejectedExecutionException e) {
                LOG.trace("stopped meanwhile", e);
            }
        }
    }

    /** The lanes that work, one for each name. */
    List<Lane> lanes() {
        return lanes.values().stream().map(Deque::getFirst).toList();
    }

    /** Every subscriber ever seen and how far it is. */
    public List<SubscriberView> report() {
        Map<String, Lane> here = new HashMap<>();
        lanes().forEach(lane -> here.put(lane.delivery().name(), lane));
        Map<String, Long> parked = tables.parking().counts();
        return tables.positions().all().stream()
                .map(known -> view(known, here.get(known.subscriber()), parked.getOrDefault(known.subscriber(), 0L)))
                .toList();
    }

    private SubscriberView view(Positions.Position known, Lane lane, long parked) {
        boolean fresh = lane != null && lane.working();
        long position = fresh ? lane.position() : known.position();
        return new SubscriberView(
                known.subscriber(),
                lane == null ? null : lane.delivery().typeName(),
                known.topic(),
                lane != null,
                fresh,
                position,
                tables.outbox().backlog(position, known.topic()).events(),
                fresh ? lane.failures() : known.failures(),
                parked);
    }

    private void tick() {
        ticking.set(false);
        try {
            long head = tables.outbox().head();
            var news = new Lane.News(
                    head, tables.parking().retrying(), tables.positions().replays());
            for (Lane lane : lanes()) {
                if (lane.due(news)) {
                    lane.wake(carriers);
                }
            }
            if (facts.show(head) && !ticker.isShutdown()) {
                ticker.schedule(this::committed, MORE_MILLIS, TimeUnit.MILLISECONDS);
            }
            troubled = false;
        } catch (RuntimeException e) {
            if (!troubled) {
                LOG.warn("the relay cannot read the outbox, it goes on trying", e);
            }
            troubled = true;
        }
    }

    private void flush() {
        lanes().forEach(Lane::flush);
        long now = System.nanoTime();
        for (Map.Entry<String, Turn> turn : turns.entrySet()) {
            if (lanes.containsKey(turn.getKey())) {
                absent.remove(turn.getKey());
            } else if (now - absent.computeIfAbsent(turn.getKey(), name -> now) >= ABSENT_NANOS) {
                turn.getValue().giveUp(0);
            }
        }
    }

    /** Servers that come take their share, those that go are missed. */
    private void share() {
        try {
            sharing.beat();
            for (Lane lane : lanes()) {
                if (lane.working() && sharing.handOver(lane.delivery().name())) {
                    LOG.info(
                            "another server delivers to {} from now on",
                            lane.delivery().name());
                    lane.handOver(Sharing.WAIT_NANOS);
                }
            }
        } catch (RuntimeException e) {
            LOG.debug("shared out later", e);
        }
    }

    private void leave() {
        try {
            sharing.end();
        } catch (RuntimeException e) {
            LOG.debug("the others will notice", e);
        }
    }

    private void seen() {
        try {
            tables.positions().seen(lanes.keySet());
        } catch (RuntimeException e) {
            LOG.debug("said later who is here", e);
        }
    }

    /**
     * Has a subscriber hear everything again from a position on, wherever it is delivered to.
     *
     * @param from the first position it hears again
     * @throws Problem for an unknown subscriber or a position that was not given yet
     */
    public SubscriberView replay(String subscriber, long from) {
        Check.that()
                .range("/from_position", from, 1, tables.outbox().head() + 1)
                .done();
        if (!tables.positions().replay(subscriber, from - 1)) {
            throw Problem.of(KernelError.NOT_FOUND);
        }
        committed();
        return report().stream()
                .filter(view -> view.name().equals(subscriber))
                .findFirst()
                .orElseThrow(() -> Problem.of(KernelError.NOT_FOUND));
    }

    private void purge() {
        try {
            Instant now = clock.instant();
            seen();
            tables.positions()
                    .forget(now.minus(settings.subscribersKept()))
                    .forEach(name -> LOG.warn("the subscriber {} is gone for good, its place is forgotten", name));
            int gone = tables.outbox().purge(now.minus(settings.outboxKept()));
            LOG.debug("{} delivered events left the outbox", gone);
        } catch (RuntimeException e) {
            LOG.warn("the outbox could not be tidied up, the next hour tries again", e);
        }
    }
}
