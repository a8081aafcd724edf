package org.aistack.kernel.catalog.internal.deploy.folder;

import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertFalse;
import static org.junit.Assert.assertTrue;

import java.util.List;
import java.util.Map;
import org.aistack.kernel.catalog.internal.deploy.state.Seen;
import org.junit.Test;

public final class LookTest {

    private static final Stamp OLD = new Stamp(10, 1);
    private static final Stamp NEW = new Stamp(11, 2);
    private static final Seen SEEN = new Seen(10, 1, "a.b");

    private final Look look = new Look();

    @Test
    public void aFileCountsOnceItIsQuietAndWhole() {
        assertEquals(List.of(), arrived(0, Map.of("a.jar", OLD), Map.of(), true));
        assertEquals(List.of(), arrived(100, Map.of("a.jar", OLD), Map.of(), true));
        assertEquals(List.of("a.jar"), arrived(150, Map.of("a.jar", OLD), Map.of(), true));
    }

    @Test
    public void aFileThatGrowsBeginsAnew() {
        arrived(0, Map.of("a.jar", OLD), Map.of(), true);
        assertEquals(List.of(), arrived(200, Map.of("a.jar", NEW), Map.of(), true));
        assertEquals(List.of("a.jar"), arrived(400, Map.of("a.jar", NEW), Map.of(), true));
    }

    @Test
    public void anIncompleteFileIsHeardOfAfterAWhile() {
        arrived(0, Map.of("a.jar", OLD), Map.of(), false);
        assertEquals(List.of(), arrived(5_000, Map.of("a.jar", OLD), Map.of(), false));
        assertEquals(List.of("a.jar"), arrived(10_000, Map.of("a.jar", OLD), Map.of(), false));
    }

    @Test
    public void aKnownFileIsLeftAloneUntilItChanges() {
        var known = Map.of("a.jar", SEEN);
        assertFalse(look.at(0, Map.of("a.jar", OLD), known, name -> true).unsettled());
        assertTrue(look.at(1, Map.of("a.jar", NEW), known, name -> true).unsettled());
        assertEquals(List.of("a.jar"), arrived(200, Map.of("a.jar", NEW), known, true));
    }

    @Test
    public void aFileIsGoneWhenItDoesNotComeBackAtOnce() {
        var known = Map.of("a.jar", SEEN);
        assertEquals(List.of(), gone(0, Map.of(), known));
        assertEquals(List.of(), gone(100, Map.of("a.jar", OLD), known));
        assertEquals(List.of(), gone(200, Map.of(), known));
        assertEquals(List.of("a.jar"), gone(400, Map.of(), known));
    }

    private List<String> arrived(long now, Map<String, Stamp> there, Map<String, Seen> seen, boolean whole) {
        return look.at(now, there, seen, name -> whole).arrived();
    }

    private List<String> gone(long now, Map<String, Stamp> there, Map<String, Seen> seen) {
        return look.at(now, there, seen, name -> true).gone();
    }
}
