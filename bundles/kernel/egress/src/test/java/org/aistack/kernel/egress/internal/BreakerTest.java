package org.aistack.kernel.egress.internal;

import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertFalse;
import static org.junit.Assert.assertTrue;

import org.junit.Test;

public class BreakerTest {

    private static final long PAUSE = 1000;

    private final Breaker breaker = new Breaker(PAUSE);

    @Test
    public void opensAfterFailuresInARow() {
        for (int i = 1; i < Breaker.IN_A_ROW; i++) {
            breaker.failed(0);
            assertTrue(breaker.admit(0));
        }
        breaker.failed(0);
        assertFalse(breaker.admit(0));
        assertFalse(breaker.admit(PAUSE - 1));
        assertEquals(1, breaker.suspendedFor(PAUSE - 1));
    }

    @Test
    public void aSuccessBreaksTheRow() {
        for (int i = 0; i < 3; i++) {
            for (int j = 1; j < Breaker.IN_A_ROW; j++) {
                breaker.failed(0);
            }
            for (int j = 0; j < Breaker.IN_A_ROW; j++) {
                breaker.succeeded();
            }
        }
        assertTrue(breaker.admit(0));
    }

    @Test
    public void badAnswersAloneAreNoRow() {
        for (int i = 1; i < Breaker.REMEMBERED; i++) {
            breaker.troubled(0);
            assertTrue(breaker.admit(0));
        }
        breaker.troubled(0);
        assertFalse(breaker.admit(0));
        assertTrue(breaker.admit(PAUSE));
        breaker.troubled(PAUSE);
        assertFalse("a probe that is answered badly has failed", breaker.admit(PAUSE + PAUSE));
    }

    @Test
    public void opensWhenHalfOfTheLastFailed() {
        for (int i = 0; i < Breaker.REMEMBERED - 1; i++) {
            if (i % 2 == 0) {
                breaker.succeeded();
            } else {
                breaker.failed(0);
            }
        }
        assertTrue("nineteen are too few to judge", breaker.admit(0));
        breaker.failed(0);
        assertFalse(breaker.admit(0));
    }

    @Test
    public void letsOneProbeThrough() {
        open();
        assertTrue(breaker.admit(PAUSE));
        assertFalse("one only", breaker.admit(PAUSE));
        breaker.succeeded();
        assertTrue(breaker.admit(PAUSE));
        assertTrue(breaker.admit(PAUSE));
        breaker.failed(PAUSE);
        assertTrue("begins anew", breaker.admit(PAUSE));
    }

    @Test
    public void waitsLongerEachTime() {
        open();
        long now = 0;
        for (long factor : new long[] {1, 2, 4, 4, 4}) {
            assertFalse("x" + factor, breaker.admit(now + factor * PAUSE - 1));
            now += factor * PAUSE;
            assertTrue("x" + factor, breaker.admit(now));
            breaker.failed(now);
        }
        assertTrue(breaker.open());
    }

    @Test
    public void lateFailuresOfEarlierCallsDoNotProlong() {
        open();
        breaker.failed(PAUSE - 1);
        assertTrue(breaker.admit(PAUSE));
    }

    @Test
    public void aProbeThatNeverEndsDoesNotBlock() {
        open();
        assertTrue(breaker.admit(PAUSE));
        assertFalse(breaker.admit(2 * PAUSE - 1));
        assertTrue(breaker.admit(2 * PAUSE));
    }

    @Test
    public void repeatsAreATenth() {
        var budget = new Budget();
        int repeats = 0;
        for (int i = 0; i < 1000; i++) {
            budget.called();
            repeats += budget.spend() ? 1 : 0;
        }
        assertEquals(100, repeats);
        for (int i = 0; i < 1000; i++) {
            budget.called();
        }
        for (repeats = 0; budget.spend(); repeats++) {
            assertTrue(repeats < 10);
        }
        assertEquals("no more than ten at once", 10, repeats);
    }

    private void open() {
        for (int i = 0; i < Breaker.IN_A_ROW; i++) {
            breaker.failed(0);
        }
    }
}
