package org.aistack.kernel.catalog.internal.deploy.box;

import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertFalse;
import static org.junit.Assert.assertTrue;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import org.junit.Test;

public final class LimitedTest {

    private static final Duration LONG = Duration.ofSeconds(20);

    @Test
    public void aCallThatEndsWellHasNoTrouble() {
        Limited call = Limited.call("test", LONG, () -> {});
        assertFalse(call.runs());
        assertTrue(call.trouble().isEmpty());
    }

    @Test
    public void whateverItThrowsIsToldWithoutPlaces() {
        Limited call = Limited.call("test", LONG, () -> {
            throw new NoClassDefFoundError("a/B in file:/home/me/x.jar\nmore");
        });
        assertEquals("a/B in …", call.trouble().orElseThrow().en());
    }

    @Test
    public void aCallThatDoesNotReturnIsNamedWithItsPlace() {
        var end = new CountDownLatch(1);
        Limited call = Limited.call("stubborn", Duration.ofMillis(50), end::await);
        assertTrue(call.runs());
        assertTrue(call.trouble().orElseThrow().en().contains("\"stubborn\" is at org.aistack."));
        call.interrupt();
        assertTrue(call.await(LONG));
    }
}
