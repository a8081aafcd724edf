package org.aistack.itests.faults;

import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Supplier;
import org.aistack.itests.Answer;
import org.aistack.itests.Rest;
import org.aistack.itests.Wait;
import org.aistack.itests.faults.history.History;
import org.aistack.itests.faults.history.Operation;
import org.aistack.itests.faults.history.Operation.Outcome;

/**
 * Clients that write notes as fast as they are answered, one name each time, and write down what they know. A name that
 * was not answered is asked for again with the same key later, as a careful client does.
 */
final class Writers implements AutoCloseable {

    /** After a refused connection a client waits a little. */
    private static final int PAUSE_MS = 20;

    private final String tag;
    private final Supplier<Rest> server;
    private final History history;
    private final AtomicInteger number;
    private final AtomicBoolean stop = new AtomicBoolean();
    private final AtomicLong slowest = new AtomicLong();
    private final List<Thread> threads = new ArrayList<>();

    /** @param server asked for each request, so it may change */
    Writers(String tag, int clients, Supplier<Rest> server, History history, AtomicInteger number) {
        this.tag = tag;
        this.server = server;
        this.history = history;
        this.number = number;
        for (int i = 0; i < clients; i++) {
            String actor = tag + "-" + i;
            Thread thread = new Thread(() -> {
                while (!stop.get()) {
                    one(actor, tag + "-" + number.incrementAndGet());
                }
            });
            thread.setDaemon(true);
            threads.add(thread);
            thread.start();
        }
    }

    private void one(String actor, String name) {
        Operation operation = write(server.get(), actor, tag, name);
        history.add(operation);
        slowest.accumulateAndGet(operation.end() - operation.start(), Math::max);
        if (operation.outcome() != Outcome.ACKNOWLEDGED) {
            pause();
        }
    }

    /** One note of this name; its key is its name. */
    static Operation write(Rest server, String actor, String tag, String name) {
        long start = System.nanoTime();
        Outcome outcome;
        try {
            Answer answer = server.post(
                    "/api/notes/notes", Map.of("title", name, "tags", List.of(tag)), "Idempotency-Key", name);
            outcome = switch (answer.status()) {
                case 201 -> Outcome.ACKNOWLEDGED;
                // who hears 5xx does not know; who hears 4xx does
                case 400, 401, 403, 404, 409, 412, 413, 422, 429 -> Outcome.REFUSED;
                default -> Outcome.UNKNOWN;
            };
        } catch (UncheckedIOException e) {
            outcome = Outcome.UNKNOWN;
        }
        return new Operation(actor, name, start, System.nanoTime(), outcome, null);
    }

    /** Waits until this many more were acknowledged. */
    Writers until(long more) {
        long before = history.acknowledged();
        Wait.until(
                more + " writes are acknowledged",
                Duration.ofSeconds(90),
                () -> history.acknowledged() - before >= more);
        return this;
    }

    /** The longest that anybody waited for an answer, in milliseconds. */
    long slowestMillis() {
        return slowest.get() / 1_000_000;
    }

    void forgetSlowest() {
        slowest.set(0);
    }

    private static void pause() {
        try {
            Thread.sleep(PAUSE_MS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public void close() {
        stop.set(true);
        for (Thread thread : threads) {
            try {
                thread.join(100_000);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                return;
            }
        }
    }
}
