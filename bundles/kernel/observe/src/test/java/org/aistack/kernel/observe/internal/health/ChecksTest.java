package org.aistack.kernel.observe.internal.health;

import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertNotEquals;
import static org.junit.Assert.assertTrue;

import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import org.aistack.kernel.observe.internal.health.Checks.Overall;
import org.apache.felix.hc.api.FormattingResultLog;
import org.apache.felix.hc.api.HealthCheck;
import org.apache.felix.hc.api.Result;
import org.apache.felix.hc.api.Result.Status;
import org.junit.After;
import org.junit.Test;

public class ChecksTest {

    private final Checks checks = new Checks(300);
    private long ids;

    @After
    public void close() {
        checks.deactivate();
    }

    private Map<String, Object> add(HealthCheck check, String name, String... tags) {
        Map<String, Object> properties = new HashMap<>();
        properties.put("service.id", ++ids);
        properties.put("hc.name", name);
        properties.put("hc.tags", tags);
        checks.add(check, properties);
        return properties;
    }

    private static HealthCheck saying(Status status) {
        return () -> new Result(status, "because");
    }

    private Overall overall() {
        return Overall.of(checks.all());
    }

    @Test
    public void wellWhenEverythingIs() {
        assertEquals(Overall.UP, overall());
        add(saying(Status.OK), "notes.table");
        assertEquals(Overall.UP, overall());
    }

    @Test
    public void degradedWhenACapabilityIsUnwell() {
        add(saying(Status.OK), "kernel.database", "ready");
        add(saying(Status.CRITICAL), "notes.table");
        assertEquals(Overall.DEGRADED, overall());
    }

    @Test
    public void aVitalWarningDegradesOnly() {
        add(saying(Status.WARN), "kernel.disk", "ready");
        assertEquals(Overall.DEGRADED, overall());
    }

    @Test
    public void downWhenSomethingVitalIsBad() {
        add(saying(Status.TEMPORARILY_UNAVAILABLE), "kernel.start", "kernel", "ready");
        assertEquals(Overall.DOWN, overall());
    }

    @Test
    public void saysWhatIsTheMatterInOrderOfNames() {
        add(saying(Status.CRITICAL), "b");
        add(
                () -> {
                    var log = new FormattingResultLog();
                    log.debug("not for everybody");
                    log.warn("one");
                    log.warn("two");
                    return new Result(log);
                },
                "a",
                "x");
        List<Checked> all = checks.all();
        assertEquals(List.of("a", "b"), all.stream().map(Checked::name).toList());
        assertEquals("one; two", all.get(0).detail());
        assertEquals("WARN", all.get(0).status());
        assertEquals(List.of("x"), all.get(0).tags());
        assertEquals("because", all.get(1).detail());
    }

    @Test
    public void whatThrowsIsCritical() {
        add(
                () -> {
                    throw new IllegalStateException("broken");
                },
                "broken");
        assertEquals(Checked.CRITICAL, checks.all().get(0).status());
        add(saying(Status.HEALTH_CHECK_ERROR), "unsure");
        assertEquals(Checked.CRITICAL, checks.all().get(1).status());
    }

    @Test(timeout = 10_000)
    public void doesNotWaitForEverNorAskTwiceAtOnce() {
        var go = new CountDownLatch(1);
        var asked = new AtomicInteger();
        add(
                () -> {
                    asked.incrementAndGet();
                    await(go);
                    return new Result(Status.OK, "at last");
                },
                "slow");
        add(saying(Status.OK), "swift");
        for (int i = 0; i < 2; i++) {
            List<Checked> all = checks.all();
            assertEquals("no answer within 300 ms", all.get(0).detail());
            assertTrue(all.get(1).ok());
        }
        go.countDown();
        while (!checks.all().get(0).ok()) {
            Thread.onSpinWait();
        }
        assertEquals(1, asked.get());
    }

    @Test
    public void asksAtMostOnceASecond() {
        var asked = new AtomicInteger();
        add(() -> new Result(Status.OK, "no " + asked.incrementAndGet()), "counted");
        assertEquals("no 1", checks.all().get(0).detail());
        assertEquals("no 1", checks.all().get(0).detail());
    }

    @Test
    public void remembersSinceWhen() {
        long[] now = {0};
        var status = new Status[] {Status.OK};
        var clock = java.time.Clock.systemUTC();
        var probe =
                new Probe(() -> new Result(status[0], "x"), new Probe.Card("a", "a", List.of()), clock, () -> now[0]);
        var first = probe.ask(Runnable::run).join();
        now[0] += Probe.FRESH;
        assertEquals(first.since(), probe.ask(Runnable::run).join().since());
        now[0] += Probe.FRESH;
        status[0] = Status.WARN;
        assertNotEquals(first.since(), probe.ask(Runnable::run).join().since());
    }

    @Test
    public void forgetsAChecksThatGoes() {
        HealthCheck check = saying(Status.CRITICAL);
        Map<String, Object> properties = add(check, "gone");
        checks.remove(check, properties);
        assertEquals(List.of(), checks.all());
    }

    @Test
    public void theDataFolderMustBeWritable() {
        assertTrue(new DiskHealth(Path.of("target")).execute().getStatus() != Status.CRITICAL);
        assertEquals(
                Status.CRITICAL,
                new DiskHealth(Path.of("target/there-is-no-such-folder"))
                        .execute()
                        .getStatus());
    }

    private static void await(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
