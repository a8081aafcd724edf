package org.aistack.kernel.rest.internal.door;

import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertThrows;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.concurrent.atomic.AtomicLong;
import org.aistack.kernel.KernelError;
import org.aistack.kernel.Problem;
import org.junit.Test;

public class LimitedTest {

    private final AtomicLong clock = new AtomicLong();

    private Limited body(int length) {
        return new Limited(new ByteArrayInputStream(new byte[length]), 100_000, clock::get);
    }

    @Test
    public void longerThanAllowedIsRefused() {
        Problem problem = assertThrows(Problem.class, () -> body(100_001).readAllBytes());
        assertEquals(KernelError.BODY_TOO_LARGE, problem.code());
    }

    @Test
    public void whoIsSlowForALongTimeIsSentAway() throws IOException {
        Limited body = body(50_000);
        body.read(new byte[8_000]);
        clock.set(9_000_000_000L);
        body.read(new byte[10]);
        clock.set(11_000_000_000L);
        Problem problem = assertThrows(Problem.class, () -> body.read(new byte[10]));
        assertEquals(KernelError.TOO_SLOW, problem.code());
    }

    @Test
    public void whoIsFastMayTakeLong() throws IOException {
        Limited body = body(50_000);
        body.read(new byte[40_000]);
        clock.set(20_000_000_000L);
        assertEquals(10_000, body.readAllBytes().length);
    }
}
