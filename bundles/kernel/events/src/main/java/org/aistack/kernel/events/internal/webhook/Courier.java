package org.aistack.kernel.events.internal.webhook;

import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.aistack.kernel.cluster.Leases;
import org.aistack.kernel.egress.Egress;
import org.aistack.kernel.events.OutboxListener;
import org.aistack.kernel.events.internal.Context;
import org.aistack.kernel.events.internal.EventsSettings;
import org.aistack.kernel.events.internal.Threads;
import org.aistack.kernel.events.internal.Turn;
import org.aistack.kernel.events.internal.store.Overtaken;
import org.aistack.kernel.events.internal.store.RelayTables;
import org.aistack.kernel.events.internal.webhook.store.Hook;
import org.aistack.kernel.events.internal.webhook.store.Parcel;
import org.aistack.kernel.events.internal.webhook.store.ParcelTable;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Reference;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Carries events to webhooks, on the one server that holds the lease. Events become deliveries first, rows that are sent,
 * tried again and kept; so a slow receiver holds up neither the others nor, up to a limit, the outbox.
 */
@Component(
        service = {Courier.class, OutboxListener.class},
        immediate = true)
public final class Courier implements OutboxListener {

    private static final Logger LOG = LoggerFactory.getLogger(Courier.class);
    private static final long POLL_MILLIS = 500;
    private static final int BATCH = 200;
    /** Open deliveries of one webhook; what comes later stays in the outbox. */
    private static final int OPEN = 1000;

    private static final int CARRIERS = 16;
    private static final int EACH = 4;
    private static final int IDLE_SECONDS = 30;
    private static final int FAREWELL_SECONDS = 5;
    private static final int MOST = 1000;

    private final WebhookTables tables;
    private final RelayTables relay;
    private final EventsSettings settings;
    private final Clock clock;
    private final Turn turn;
    private final Post post;
    private final Letter letter = new Letter();
    private final Set<Long> underWay = ConcurrentHashMap.newKeySet();
    private final Set<Long> done = ConcurrentHashMap.newKeySet();
    private final Map<Long, AtomicInteger> running = new ConcurrentHashMap<>();
    private final AtomicBoolean ticking = new AtomicBoolean();
    private final ScheduledExecutorService ticker =
            Executors.newSingleThreadScheduledExecutor(Threads.named("webhooks"));
    private final ThreadPoolExecutor carriers = new ThreadPoolExecutor(
            CARRIERS,
            CARRIERS,
            IDLE_SECONDS,
            TimeUnit.SECONDS,
            new LinkedBlockingQueue<>(),
            Threads.named("webhook-carrier"));
    private volatile boolean troubled;

    @Activate
    public Courier(
            @Reference WebhookTables tables,
            @Reference RelayTables relay,
            @Reference Egress egress,
            @Reference Leases leases,
            @Reference EventsSettings settings,
            @Reference WebhookMeters meters,
            @Reference Clock clock) {
        this.tables = tables;
        this.relay = relay;
        this.settings = settings;
        this.clock = clock;
        this.turn = new Turn(leases, "events.webhooks", System::nanoTime);
        this.post = new Post(egress, tables, settings, meters, clock);
        carriers.allowCoreThreadTimeOut(true);
        ticker.scheduleWithFixedDelay(this::tick, POLL_MILLIS, POLL_MILLIS, TimeUnit.MILLISECONDS);
        ticker.scheduleWithFixedDelay(this::purge, 2, 60, TimeUnit.MINUTES);
    }

    @Deactivate
    void deactivate() throws InterruptedException {
        ticker.shutdownNow();
        carriers.getQueue().clear();
        carriers.shutdown();
        carriers.awaitTermination(FAREWELL_SECONDS, TimeUnit.SECONDS);
        carriers.shutdownNow();
        turn.giveUp(0);
    }

    /** Something may be there to be sent. */
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

    /** Everything that can be done now. */
    void tick() {
        ticking.set(false);
        try {
            if (turn.enter()) {
                try {
                    work();
                } finally {
                    turn.leave();
                }
            }
            troubled = false;
        } catch (RuntimeException e) {
            if (!troubled && !ticker.isShutdown()) {
                LOG.warn("webhooks wait for the database", e);
            }
            troubled = true;
        }
    }

    private void work() {
        long fence = turn.token();
        for (Hook hook : tables.hooks().list(true, null, false, MOST)) {
            try {
                boolean more = true;
                for (Hook now = hook; more && turn.ours(); ) {
                    now = accept(now, fence);
                    more = now != null;
                }
            } catch (Overtaken e) {
                LOG.debug("a webhook goes on elsewhere, or from another place");
            }
            send(hook, fence);
        }
    }

    /** Makes the next events into deliveries; null when there are no more for now. */
    private Hook accept(Hook hook, long fence) {
        long head = relay.outbox().head();
        if (hook.position() >= head || tables.parcels().open(hook.id()) >= OPEN) {
            return null;
        }
        List<ParcelTable.Fact> facts = tables.parcels().facts(hook, head, BATCH);
        boolean more = facts.size() == BATCH;
        long position = more ? facts.get(BATCH - 1).position() : head;
        List<ParcelTable.Draft> drafts = facts.stream()
                .map(fact -> new ParcelTable.Draft(fact, letter.of(fact)))
                .toList();
        tables.parcels().accept(hook, fence, drafts, position);
        return more ? tables.hooks().find(hook.id()).orElse(null) : null;
    }

    private void send(Hook hook, long fence) {
        AtomicInteger count = running.computeIfAbsent(hook.id(), id -> new AtomicInteger());
        int free = EACH - count.get();
        if (free <= 0) {
            return;
        }
        // what ends while the rows are read may look as if it were still to be sent
        done.clear();
        for (Parcel parcel : tables.parcels().due(hook.id(), EACH * 2)) {
            if (free > 0 && !done.contains(parcel.id()) && underWay.add(parcel.id())) {
                free--;
                count.incrementAndGet();
                carriers.execute(() -> carry(hook, parcel, fence, count));
            }
        }
    }

    private void carry(Hook hook, Parcel parcel, long fence, AtomicInteger count) {
        try {
            if (turn.ours()) {
                Context.of(parcel.trace(), () -> {
                    post.deliver(hook, parcel, fence);
                    return null;
                });
            }
        } catch (Overtaken e) {
            LOG.debug("another server delivers, or the webhook is gone");
        } catch (Exception e) {
            LOG.warn("a delivery could not be written down, it will be made again", e);
        } finally {
            done.add(parcel.id());
            underWay.remove(parcel.id());
            count.decrementAndGet();
            committed();
        }
    }

    private void purge() {
        try {
            tables.hooks().purge();
            tables.parcels().purge(clock.instant().minus(settings.deliveriesKept()));
        } catch (RuntimeException e) {
            LOG.warn("old deliveries could not be tidied up, the next hour tries again", e);
        }
    }
}
