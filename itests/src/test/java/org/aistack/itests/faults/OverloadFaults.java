package org.aistack.itests.faults;

import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertTrue;

import java.time.Duration;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.aistack.itests.Rest;
import org.aistack.itests.Wait;
import org.aistack.itests.faults.history.History;
import org.aistack.itests.process.Server;
import org.junit.Test;

/** F-27: three times as many clients as serve well, and back. Speed is measured elsewhere; here nothing may be lost. */
public class OverloadFaults {

    private static final int WELL = 8;
    private static final int MANY = 200;

    @Test
    public void losesNothingAndRecovers() throws InterruptedException {
        var history = new History();
        var number = new AtomicInteger();
        try (Server server = Server.unpacked("overload", Map.of("AISTACK_RATE_LIMIT", "off"))) {
            server.start().awaitReady();
            Rest admin = server.rest().admin();
            try (var writers = new Writers("load", WELL, () -> admin, history, number)) {
                writers.until(300);
                double before = perSecond(history);
                double during;
                try (var more = new Writers("load", MANY, () -> admin, history, number)) {
                    Thread.sleep(1000); // until all are there
                    during = perSecond(history);
                    assertEquals(
                            "it still says that it lives",
                            200,
                            server.rest().get("/health/live").status());
                }
                long begin = System.nanoTime();
                writers.forgetSlowest();
                Wait.until("it serves as before", Duration.ofSeconds(10), () -> perSecond(history) > before / 2);
                System.out.printf(
                        "F-27 overload: %.0f writes/s with %d clients, %.0f with %d, again well %.1f s later%n",
                        before, WELL, during, MANY + WELL, (System.nanoTime() - begin) / 1e9);
                assertTrue("it does not collapse: " + during + " after " + before, during > before * 0.3);
            }
            Invariants.hold(server, admin, "load", history);
        }
    }

    private static double perSecond(History history) {
        int seconds = Extent.seconds(2, 6);
        long before = history.acknowledged();
        try {
            Thread.sleep(seconds * 1000L);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        return (history.acknowledged() - before) / (double) seconds;
    }
}
