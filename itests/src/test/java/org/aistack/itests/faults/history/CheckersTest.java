package org.aistack.itests.faults.history;

import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertFalse;

import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import org.aistack.itests.faults.history.Operation.Outcome;
import org.junit.Test;

/** Each checker accepts a right history and refuses wrong ones. */
public class CheckersTest {

    private long time;

    private Operation done(String actor, String what, String value) {
        return new Operation(actor, what, ++time, ++time, Outcome.ACKNOWLEDGED, value);
    }

    private Operation lost(String what) {
        return new Operation("a", what, ++time, ++time, Outcome.UNKNOWN, null);
    }

    private Operation refused(String what) {
        return new Operation("a", what, ++time, ++time, Outcome.REFUSED, null);
    }

    private static void good(List<String> wrong) {
        assertEquals(List.of(), wrong);
    }

    private static void bad(List<String> wrong) {
        assertFalse("a wrong history was accepted", wrong.isEmpty());
    }

    @Test
    public void bank() {
        good(Checkers.bank(new BigDecimal("10"), List.of(new BigDecimal("12.50"), new BigDecimal("-2.5"))));
        bad(Checkers.bank(new BigDecimal("10"), List.of(new BigDecimal("12.50"), new BigDecimal("-2.51"))));
    }

    @Test
    public void set() {
        var history = List.of(done("a", "x", null), lost("y"), refused("z"), lost("w"), done("a", "w", null));
        good(Checkers.set(history, List.of("x", "w")));
        good(Checkers.set(history, List.of("x", "y", "w")));
        bad(Checkers.set(history, List.of("y", "w")));
        bad(Checkers.set(history, List.of("x", "y", "y", "w")));
        bad(Checkers.set(history, List.of("x", "w", "z")));
        bad(Checkers.set(history, List.of("x", "w", "never asked for")));
    }

    @Test
    public void oneWinner() {
        good(Checkers.oneWinner(List.of(done("a", "x", null), refused("x"), done("b", "y", null))));
        bad(Checkers.oneWinner(List.of(done("a", "x", null), done("b", "x", null))));
    }

    @Test
    public void counter() {
        var history = List.of(done("a", "n", "1"), lost("n"), done("b", "n", "3"));
        good(Checkers.counter(history, 3));
        good(Checkers.counter(List.of(done("a", "n", "1"), lost("n")), 1));
        bad(Checkers.counter(history, 1));
        bad(Checkers.counter(history, 4));
        bad(Checkers.counter(List.of(done("a", "n", "1"), done("b", "n", "1")), 2));
    }

    @Test
    public void readYourWrites() {
        good(Checkers.readYourWrites(List.of(done("a", "x", "1"), done("a/read", "x", "1"), done("b/read", "x", "0"))));
        bad(Checkers.readYourWrites(List.of(done("a", "x", "2"), done("a/read", "x", "1"))));
        var slow = new Operation("a/read", "x", 0, 100, Outcome.ACKNOWLEDGED, "0");
        good(Checkers.readYourWrites(List.of(done("a", "x", "1"), slow)));
    }

    @Test
    public void refreshFamily() {
        good(Checkers.refreshFamily(List.of(done("f", "t1", "t2"), done("f", "t2", "t3")), Map.of("f", List.of("t3"))));
        good(Checkers.refreshFamily(List.of(done("f", "t1", "t2")), Map.of("f", List.of())));
        bad(Checkers.refreshFamily(List.of(done("f", "t1", "t2"), done("f", "t1", "t3")), Map.of()));
        bad(Checkers.refreshFamily(List.of(done("f", "t1", "t2")), Map.of("f", List.of("t1", "t2"))));
    }

    @Test
    public void eventOrder() {
        good(Checkers.eventOrder(List.of("1", "2", "3"), List.of("1", "2", "2", "1", "3")));
        bad(Checkers.eventOrder(List.of("1", "2", "3"), List.of("1", "3", "2")));
        bad(Checkers.eventOrder(List.of("1", "2", "3"), List.of("1", "3")));
        bad(Checkers.eventOrder(List.of("1", "2"), List.of("2", "1", "2")));
    }
}
