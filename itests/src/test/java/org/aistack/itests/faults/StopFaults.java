package org.aistack.itests.faults;

import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertTrue;

import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import org.aistack.itests.Rest;
import org.aistack.itests.Wait;
import org.aistack.itests.faults.history.History;
import org.aistack.itests.process.Server;
import org.junit.Test;

/** SIGTERM, once and twice. */
public class StopFaults {

    /** F-32: first not ready, then no new connections; whoever is inside gets an answer; exit 0. */
    @Test
    public void endsWhatRunsAndLosesNothing() {
        var history = new History();
        var number = new AtomicInteger();
        Set<Integer> ready = ConcurrentHashMap.newKeySet();
        try (Server server =
                Server.unpacked("stop", Map.of("AISTACK_RATE_LIMIT", "off", "AISTACK_REST_STOP_WAIT_MS", "1500"))) {
            server.start().awaitReady();
            Rest admin = server.rest().admin();
            try (var writers = new Writers("stop", 6, () -> admin, history, number)) {
                writers.until(50);
                long begin = System.nanoTime();
                server.terminate();
                Wait.until("it says that it is not ready", Duration.ofSeconds(5), () -> {
                    int status = server.rest().get("/health/ready").status();
                    ready.add(status);
                    return status == 503;
                });
                writers.until(1); // it still serves those who come meanwhile
                assertEquals("exit 0", 0, server.await());
                System.out.printf(
                        "F-32 SIGTERM under load: ended after %.1f s, %d writes acknowledged%n",
                        (System.nanoTime() - begin) / 1e9, history.acknowledged());
            }
            server.start().awaitReady();
            Invariants.hold(server, server.rest().admin(), "stop", history);
        }
    }

    /** A second SIGTERM does not wait; nothing that was acknowledged is lost by it. */
    @Test
    public void endsAtOnceWhenAskedTwice() throws InterruptedException {
        var history = new History();
        try (Server server =
                Server.unpacked("stop2", Map.of("AISTACK_RATE_LIMIT", "off", "AISTACK_REST_STOP_WAIT_MS", "30000"))) {
            server.start().awaitReady();
            Rest admin = server.rest().admin();
            try (var writers = new Writers("stop", 4, () -> admin, history, new AtomicInteger())) {
                writers.until(20);
                server.terminate();
                Wait.until(
                        "it heard", Duration.ofSeconds(10), () -> server.log().contains("asked to stop"));
                Thread.sleep(1200); // within a second it would count as the same signal
                long begin = System.nanoTime();
                server.terminate();
                server.await();
                assertTrue(
                        "at once",
                        System.nanoTime() - begin < Duration.ofSeconds(10).toNanos());
            }
            server.start().awaitReady();
            Invariants.hold(server, server.rest().admin(), "stop", history);
        }
    }

    /** F-18: a stream does not hold the end up, and its reader goes on where it was. */
    @Test
    public void closesStreams() throws Exception {
        try (Server server = Server.unpacked("streams", Map.of("AISTACK_REST_STOP_WAIT_MS", "0"))) {
            server.start().awaitReady();
            Rest admin = server.rest().admin();
            var closed = new Thread(() -> {
                try {
                    admin.get("/api/kernel/events/stream");
                } catch (UncheckedIOException e) {
                    // ended in the middle: as good as ended
                }
            });
            closed.start();
            Thread.sleep(1000); // the stream is open for a while
            long begin = System.nanoTime();
            server.terminate();
            assertEquals(0, server.await());
            assertTrue(
                    "streams do not hold it up",
                    System.nanoTime() - begin < Duration.ofSeconds(20).toNanos());
            closed.join(5000);
            assertTrue("the reader heard of the end", !closed.isAlive());
        }
    }
}
