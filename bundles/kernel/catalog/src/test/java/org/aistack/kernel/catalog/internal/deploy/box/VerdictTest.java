package org.aistack.kernel.catalog.internal.deploy.box;

import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertFalse;
import static org.junit.Assert.assertTrue;

import java.util.List;
import java.util.Set;
import org.aistack.kernel.Text;
import org.aistack.kernel.catalog.Catalog.State;
import org.aistack.kernel.catalog.internal.Condition;
import org.aistack.kernel.catalog.internal.deploy.Words;
import org.junit.Test;

public final class VerdictTest {

    private static final Condition WELL = new Condition(State.RUNNING, List.of(), Set.of());

    @Test
    public void whatWorksIsHealthy() {
        assertTrue(Verdict.of(new Pulse(true, WELL, Set.of(), Set.of(), List.of()), List.of())
                .healthy());
    }

    @Test
    public void whatWaitsIsNotHealthyButMayBecomeSo() {
        var verdict = Verdict.of(pulse(State.WAITING, "Store (unit=notes)"), List.of());
        assertFalse(verdict.healthy());
        assertFalse(verdict.hopeless());
        assertEquals(
                new Text("等待：Store (unit=notes)", "It waits for: Store (unit=notes)"),
                verdict.reason().orElseThrow());
    }

    @Test
    public void whatFailedIsHopeless() {
        var verdict = Verdict.of(pulse(State.BROKEN, "A failed: no"), List.of());
        assertTrue(verdict.hopeless());
        assertEquals("A failed: no", verdict.reason().orElseThrow().en());
    }

    @Test
    public void whatDidNotWorkBeforeEitherIsNotHeldAgainstIt() {
        assertTrue(Verdict.of(pulse(State.WAITING, "x"), List.of("a.A")).healthy());
        var pulse = new Pulse(true, WELL, Set.of("a.R"), Set.of("a.sick"), List.of(Words.plain("it is ill")));
        assertFalse(Verdict.of(pulse, List.of("rest:a.R")).healthy());
        assertTrue(Verdict.of(pulse, List.of("rest:a.R", "check:a.sick")).healthy());
    }

    @Test
    public void aBundleThatDoesNotRunIsNeverHealthy() {
        var stopped = new Condition(State.STOPPED, List.of(), Set.of());
        var verdict = Verdict.of(new Pulse(false, stopped, Set.of(), Set.of(), List.of()), List.of());
        assertFalse(verdict.healthy());
        assertEquals("The bundle does not run", verdict.reason().orElseThrow().en());
    }

    @Test
    public void missingPackagesAreNamedWithTheirVersions() {
        assertEquals(
                "the package com.foo ≥ 1.0.0 < 2.0.0, which no bundle offers",
                Missing.words(
                                "osgi.wiring.package",
                                "(&(osgi.wiring.package=com.foo)(version>=1.0.0)(!(version>=2.0.0)))")
                        .en());
        assertEquals(
                "没有 bundle 提供包 com.foo",
                Missing.words("osgi.wiring.package", "(osgi.wiring.package=com.foo)")
                        .zh());
    }

    private static Pulse pulse(State state, String words) {
        var condition = new Condition(state, List.of(Words.plain(words)), Set.of("a.A"));
        return new Pulse(true, condition, Set.of(), Set.of(), List.of());
    }
}
