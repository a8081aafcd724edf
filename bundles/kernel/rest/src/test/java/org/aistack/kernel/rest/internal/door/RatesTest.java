package org.aistack.kernel.rest.internal.door;

import static org.junit.Assert.assertEquals;

import java.lang.reflect.Proxy;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;
import javax.servlet.http.HttpServletResponse;
import org.aistack.kernel.Problem;
import org.aistack.kernel.access.Caller;
import org.aistack.kernel.testkit.TestGuard;
import org.junit.Test;

public class RatesTest {

    private final AtomicLong now = new AtomicLong();
    private final HttpServletResponse ignored = (HttpServletResponse) Proxy.newProxyInstance(
            getClass().getClassLoader(), new Class<?>[] {HttpServletResponse.class}, (p, m, a) -> null);
    private final Caller ann = TestGuard.person("ann");

    private int passed(Rates rates, Caller caller, String address, int times) {
        int passed = 0;
        for (int i = 0; i < times; i++) {
            try {
                rates.take(caller, address, ignored);
                passed++;
            } catch (Problem problem) {
                assertEquals("kernel.throttled", problem.getMessage());
                assertEquals(true, problem.retryAfter().isPresent());
            }
        }
        return passed;
    }

    @Test
    public void refillsWithTime() {
        var rates = new Rates(new Rates.Quota(true, 600, 60, 5), now::get);
        assertEquals(5, passed(rates, ann, "a", 20));
        now.addAndGet(Duration.ofMillis(200).toNanos());
        assertEquals(2, passed(rates, ann, "a", 20));
        now.addAndGet(Duration.ofHours(1).toNanos());
        assertEquals(5, passed(rates, ann, "a", 20));
    }

    @Test
    public void countsCallersAndAddressesApart() {
        var rates = new Rates(new Rates.Quota(true, 600, 60, 3), now::get);
        assertEquals(3, passed(rates, ann, "a", 9));
        assertEquals(3, passed(rates, TestGuard.person("bob"), "a", 9));
        assertEquals(3, passed(rates, Caller.ANONYMOUS, "a", 9));
        assertEquals(3, passed(rates, Caller.ANONYMOUS, "b", 9));
        now.addAndGet(Duration.ofSeconds(1).toNanos());
        assertEquals(1, passed(rates, Caller.ANONYMOUS, "b", 9));
        assertEquals(99, passed(rates, Caller.SYSTEM, "b", 99));
    }

    @Test
    public void canBeOff() {
        var rates = new Rates(new Rates.Quota(false, 1, 1, 1), now::get);
        assertEquals(100, passed(rates, ann, "a", 100));
    }
}
