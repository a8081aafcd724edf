package org.aistack.itests.faults;

import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertNotEquals;
import static org.junit.Assert.assertTrue;

import java.time.Duration;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import org.aistack.itests.Rest;
import org.aistack.itests.Wait;
import org.aistack.itests.faults.history.History;
import org.aistack.itests.process.Server;
import org.junit.Test;

/** Two servers: on one PostgreSQL they share the work, on one data folder the second refuses. */
public class ClusterFaults {

    /** F-23. */
    @Test
    public void aDataFolderHasOneOwner() {
        try (Server server = Server.unpacked("owner", Map.of())) {
            server.start().awaitReady();
            try (Server twin = server.twin().start()) {
                assertNotEquals("the second refuses", 0, twin.await());
                assertTrue(
                        twin.output(),
                        twin.output().contains("already running")
                                || twin.output().contains("data folder"));
            }
            assertEquals(200, server.rest().get("/health/ready").status());
        }
    }

    /** Two servers write, one is killed under them; the other goes on with everything, also with its jobs and events. */
    @Test
    public void oneServerGoesOnForTwo() {
        var history = new History();
        var number = new AtomicInteger();
        try (Postgres database = new Postgres("two").start();
                Server one = Server.unpacked("two", database.settings())) {
            one.start().awaitReady();
            try (Server other = one.beside("data2", database.settings())) {
                // what the keys sign must be readable by both
                other.copyKeys(one);
                other.start().awaitReady();
                Rest first = one.rest().admin();
                Rest second = other.rest().admin();
                var target = new AtomicReference<>(first);
                try (var here = new Writers("two", 3, target::get, history, number);
                        var there = new Writers("two", 3, () -> second, history, number)) {
                    here.until(30);
                    String job = first.post("/api/kernel/backups", Map.of())
                            .expect(202)
                            .header("Location");
                    one.kill();
                    target.set(second);
                    there.until(30);
                    long begin = System.nanoTime();
                    Wait.until("the job of the dead server ends", Duration.ofSeconds(90), () -> "succeeded"
                            .equals(second.get(job).at("/status")));
                    System.out.printf(
                            "two servers: the job of the killed one ended %.1f s later%n",
                            (System.nanoTime() - begin) / 1e9);
                }
                Invariants.hold(other, second, "two", history);
                System.out.println(
                        "two servers, one killed: " + history.acknowledged() + " writes, none lost, none twice");
            }
        }
    }
}
