package org.aistack.itests.hotdeploy;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.aistack.itests.Answer;
import org.aistack.itests.Rest;
import org.aistack.itests.Wait;

/** Clients who ask at a fixed rate, however long the server takes, and write down every answer. */
final class Load implements AutoCloseable {

    private final ScheduledExecutorService clock = Executors.newSingleThreadScheduledExecutor();
    private final Map<String, ConcurrentLinkedQueue<Outcome>> outcomes = new ConcurrentHashMap<>();
    private final AtomicInteger waiting = new AtomicInteger();

    /**
     * What came of one question.
     *
     * @param result the status, or the failure of the connection
     * @param retry whether a refusal says when to come again
     */
    record Outcome(String result, long millis, boolean retry) {}

    /** Asks {@code path} so many times a second from now on. */
    Load ask(String name, int perSecond, Rest client, String path) {
        outcomes.computeIfAbsent(name, n -> new ConcurrentLinkedQueue<>());
        clock.scheduleAtFixedRate(() -> ask(name, client, path), 0, 1_000_000 / perSecond, TimeUnit.MICROSECONDS);
        return this;
    }

    private void ask(String name, Rest client, String path) {
        long start = System.nanoTime();
        waiting.incrementAndGet();
        client.getLater(path).whenComplete((answer, failure) -> {
            outcomes.get(name).add(outcome(answer, failure, start));
            waiting.decrementAndGet();
        });
    }

    private static Outcome outcome(Answer answer, Throwable failure, long start) {
        long millis = TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - start);
        return failure != null
                ? new Outcome(failure.toString(), millis, false)
                : new Outcome(Integer.toString(answer.status()), millis, answer.header("Retry-After") != null);
    }

    int count(String name) {
        return outcomes.get(name).size();
    }

    List<Outcome> outcomes(String name) {
        return List.copyOf(outcomes.get(name));
    }

    /** How often which result came. */
    Map<String, Integer> results(String name) {
        Map<String, Integer> counts = new TreeMap<>();
        outcomes.get(name).forEach(o -> counts.merge(o.result(), 1, Integer::sum));
        return counts;
    }

    /** The longest wait for an answer. */
    long slowest(String name) {
        return outcomes.get(name).stream().mapToLong(Outcome::millis).max().orElse(0);
    }

    @Override
    public void close() {
        clock.shutdownNow();
        Wait.until("every question is answered", java.time.Duration.ofSeconds(30), () -> waiting.get() == 0);
    }
}
