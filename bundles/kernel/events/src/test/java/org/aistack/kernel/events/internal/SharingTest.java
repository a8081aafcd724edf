package org.aistack.kernel.events.internal;

import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertFalse;
import static org.junit.Assert.assertTrue;

import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.aistack.kernel.testkit.TestDatabase;
import org.junit.After;
import org.junit.Test;

public class SharingTest {

    private static final List<String> SUBSCRIBERS = IntStream.range(0, 1000)
            .mapToObj(i -> "capability" + i + ".listener")
            .toList();

    private final RelayDatabase database = new RelayDatabase(TestDatabase.postgres());
    private long now = 7;
    private final Sharing one = new Sharing(database.tables.servers(), "server-one", () -> now);
    private final Sharing two = new Sharing(database.tables.servers(), "server-two", () -> now);

    @After
    public void close() {
        database.close();
    }

    @Test
    public void whoIsAloneKeepsAll() {
        one.beat();
        one.beat();
        assertEquals(0, given(one));
    }

    @Test
    public void twoShareAndAgree() {
        one.beat();
        two.beat();
        one.beat();
        long fromOne = given(one);
        long fromTwo = given(two);
        assertEquals("everybody is somebody's", 1000, fromOne + fromTwo);
        assertTrue(fromOne + "", fromOne > 400 && fromOne < 600);
        assertEquals("offered once", 0, given(one));
        now += TimeUnit.MINUTES.toNanos(11);
        assertEquals("and again much later", fromOne, given(one));
    }

    @Test
    public void whoLeavesIsNotAskedAnyMore() {
        two.beat();
        one.beat();
        two.end();
        one.beat();
        assertFalse(SUBSCRIBERS.stream().anyMatch(one::handOver));
    }

    private static long given(Sharing sharing) {
        return SUBSCRIBERS.stream().filter(sharing::handOver).count();
    }
}
