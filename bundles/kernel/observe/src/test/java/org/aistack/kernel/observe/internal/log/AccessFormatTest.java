package org.aistack.kernel.observe.internal.log;

import static org.junit.Assert.assertEquals;

import org.aistack.kernel.observe.Answered;
import org.aistack.kernel.observe.Trace;
import org.junit.Test;

public class AccessFormatTest {

    private static final Trace TRACE =
            Trace.begin("request-1", "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01");

    private static String line(long millis, String route, String user, double seconds) {
        var text = new StringBuilder();
        new AccessFormat()
                .append(
                        text,
                        new AccessLine(millis, new Answered("GET", route, 200, "notes", seconds, 17, user, TRACE)));
        return text.toString();
    }

    @Test
    public void saysWhatWasAskedByWhom() {
        assertEquals(
                "{\"ts\":\"2026-11-23T10:00:00.007Z\",\"method\":\"GET\",\"route\":\"/api/notes/notes/{id}\","
                        + "\"status\":200,\"ms\":12.046,\"bytes\":17,\"user\":\"a1b2\",\"capability\":\"notes\","
                        + "\"request_id\":\"request-1\",\"trace_id\":\"0af7651916cd43dd8448eb211c80319c\"}",
                line(1_795_428_000_007L, "/api/notes/notes/{id}", "a1b2", 0.0120456));
    }

    @Test
    public void leavesOutWhoIsNotKnownAndKeepsToOneLine() {
        assertEquals(
                "{\"ts\":\"1970-01-01T00:00:00.000Z\",\"method\":\"GET\",\"route\":\"/a/{b: \\\"\\\\d }\","
                        + "\"status\":200,\"ms\":0.000,\"bytes\":17,\"capability\":\"notes\","
                        + "\"request_id\":\"request-1\",\"trace_id\":\"0af7651916cd43dd8448eb211c80319c\"}",
                line(0, "/a/{b: \"\\d\n}", "", 0));
    }
}
