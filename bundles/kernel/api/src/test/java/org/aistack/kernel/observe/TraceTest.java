package org.aistack.kernel.observe;

import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertNotEquals;
import static org.junit.Assert.assertTrue;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.Test;

public class TraceTest {

    private static final String ID = "0af7651916cd43dd8448eb211c80319c";
    private static final String PARENT = "b7ad6b7169203331";
    private static final String HEADER = "00-" + ID + "-" + PARENT + "-01";

    @Test
    public void continuesTheTraceOfTheClientWithASpanOfItsOwn() {
        Trace trace = Trace.begin("request-1", HEADER);
        assertEquals(ID, trace.traceId());
        assertNotEquals(PARENT, trace.spanId());
        assertTrue(trace.spanId().matches("[0-9a-f]{16}"));
        assertEquals("request-1", trace.requestId());
    }

    @Test
    public void acceptsLaterVersionsThatBeginTheSame() {
        assertEquals(ID, Trace.begin("r", "cc-" + ID + "-" + PARENT + "-00").traceId());
        assertEquals(
                ID, Trace.begin("r", "cc-" + ID + "-" + PARENT + "-00-more").traceId());
    }

    @Test
    public void beginsAnewWhenTheHeaderIsMalformed() {
        for (String bad : List.of(
                "",
                "00",
                HEADER.toUpperCase(),
                HEADER + "-more",
                HEADER + "x",
                "ff-" + ID + "-" + PARENT + "-01",
                "0g-" + ID + "-" + PARENT + "-01",
                "00-" + "0".repeat(32) + "-" + PARENT + "-01",
                "00-" + ID + "-" + "0".repeat(16) + "-01",
                "00-" + ID + "-" + PARENT + "-0",
                "00-" + ID + "-" + PARENT + "-zz",
                "00_" + ID + "-" + PARENT + "-01",
                "cc-" + ID + "-" + PARENT + "-00more",
                HEADER.replace('1', '\n'))) {
            Trace trace = Trace.begin("r", bad);
            assertNotEquals(bad, ID, trace.traceId());
            assertTrue(trace.traceId().matches("[0-9a-f]{32}"));
        }
        assertNotEquals(Trace.begin("r", null).traceId(), Trace.begin("r", null).traceId());
    }

    @Test
    public void isStoredAsTextAndReadAgain() {
        Trace trace = Trace.begin("x".repeat(64));
        assertTrue(trace.text().length() <= 120);
        assertEquals(Optional.of(trace), Trace.of(trace.text()));
        assertEquals(trace.traceId(), trace.next().traceId());
        assertNotEquals(trace.spanId(), trace.next().spanId());
        assertEquals(Optional.empty(), Trace.of((String) null));
        assertEquals(Optional.empty(), Trace.of("something else"));
        assertEquals(Optional.empty(), Trace.of("x".repeat(55) + ";request"));
    }

    @Test
    public void isReadFromALoggingContext() {
        Map<String, String> context = new HashMap<>();
        assertEquals(Optional.empty(), Trace.of((Map<String, String>) null));
        assertEquals(Optional.empty(), Trace.of(context));
        context.put(Trace.TRACE_ID, ID);
        context.put(Trace.SPAN_ID, PARENT);
        assertEquals(Optional.of(new Trace("", ID, PARENT)), Trace.of(context));
        context.put(Trace.REQUEST_ID, "request-1");
        assertEquals(HEADER, Trace.of(context).orElseThrow().traceparent());
    }
}
