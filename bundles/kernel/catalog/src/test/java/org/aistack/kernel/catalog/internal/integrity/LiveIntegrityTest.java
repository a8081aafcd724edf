package org.aistack.kernel.catalog.internal.integrity;

import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertFalse;
import static org.junit.Assert.assertTrue;

import java.time.Duration;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.aistack.kernel.catalog.Integrity;
import org.aistack.kernel.catalog.IntegrityCheck;
import org.aistack.kernel.catalog.IntegrityCheck.Finding;
import org.aistack.kernel.catalog.IntegrityCheck.Report;
import org.aistack.kernel.catalog.IntegrityCheck.Severity;
import org.aistack.kernel.catalog.internal.integrity.LiveIntegrity.Known;
import org.aistack.kernel.testkit.TestClock;
import org.junit.Test;

public final class LiveIntegrityTest {

    private static final Finding WRONG = new Finding(Severity.WARNING, "tag", "red", "2", "3", "counted wrongly");

    private final TestClock clock = TestClock.at("2026-03-01T08:00:00Z");
    private final LiveIntegrity integrity = new LiveIntegrity(null, clock);

    private static Known known(String name, Supplier<Report> report) {
        return Known.of("org.aistack.ops.notes", new IntegrityCheck() {
            @Override
            public String name() {
                return name;
            }

            @Override
            public Report check() {
                return report.get();
            }
        });
    }

    @Test
    public void whatChecksSayInTheOrderOfTheirNames() {
        var result = integrity.ask(List.of(
                known("notes.z", () -> new Report(3, List.of())),
                known("notes.a", () -> new Report(7, List.of(WRONG)))));
        assertEquals(clock.instant(), result.checkedAt());
        assertEquals(
                "[notes.a 7 1, notes.z 3 0]",
                result.checks().stream()
                        .map(c -> c.id() + " " + c.checked() + " " + c.findings())
                        .toList()
                        .toString());
        assertEquals(
                List.of(new Integrity.Found(
                        "notes.a", Severity.WARNING, new Integrity.Thing("tag", "red"), "2", "3", "counted wrongly")),
                result.findings());
    }

    @Test
    public void oneThatFailsIsAFindingAndStopsNobody() {
        var result = integrity.ask(List.of(
                known("notes.a", () -> {
                    throw new IllegalStateException("secret");
                }),
                known("notes.b", () -> {
                    throw new NoClassDefFoundError("org/gone/Thing");
                }),
                known("notes.c", () -> null),
                known("notes.d", () -> new Report(1, List.of()))));
        assertEquals(4, result.checks().size());
        assertEquals(3, result.findings().size());
        for (Integrity.Found found : result.findings()) {
            assertEquals(Severity.ERROR, found.severity());
            assertEquals(found.check(), found.object().id());
            assertFalse(found.toString().contains("secret"));
        }
    }

    @Test
    public void oneThatNeverEndsIsGivenUp() throws InterruptedException {
        var interrupted = new CountDownLatch(1);
        Report report = new Inspector(Duration.ofMillis(300))
                .ask(
                        "notes.a",
                        known("notes.a", () -> {
                                    try {
                                        Thread.sleep(600_000);
                                    } catch (InterruptedException e) {
                                        interrupted.countDown();
                                    }
                                    return null;
                                })
                                .check());
        assertEquals(Severity.ERROR, report.findings().get(0).severity());
        assertTrue(interrupted.await(20, TimeUnit.SECONDS));
    }

    @Test
    public void manyFindingsAreCountedAndTheFirstOnesListed() {
        var result = integrity.ask(List.of(known("notes.a", () -> new Report(5000, Collections.nCopies(1500, WRONG)))));
        assertEquals(1500, result.checks().get(0).findings());
        assertEquals(1000, result.findings().size());
    }

    @Test
    public void groupsAndCapabilities() {
        Known notes = known("notes.a", () -> null);
        assertTrue(notes.in(Optional.empty(), Optional.empty()));
        assertTrue(notes.in(Optional.of("ops"), Optional.of("notes")));
        assertFalse(notes.in(Optional.of("rag"), Optional.empty()));
        assertFalse(notes.in(Optional.empty(), Optional.of("search")));
        assertEquals("single", Known.of("single", notes.check()).group());
    }
}
