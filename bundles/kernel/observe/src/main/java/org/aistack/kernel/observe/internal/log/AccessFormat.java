package org.aistack.kernel.observe.internal.log;

import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import org.aistack.kernel.observe.Answered;

/** Lines of the access log as JSON; used by one thread. */
final class AccessFormat {

    private static final DateTimeFormatter SECOND =
            DateTimeFormatter.ofPattern("yyyy-MM-dd'T'HH:mm:ss").withZone(ZoneOffset.UTC);
    private static final int THOUSAND = 1000;

    private long second = Long.MIN_VALUE;
    private String shown = "";

    void append(StringBuilder text, AccessLine line) {
        Answered request = line.request();
        text.append("{\"ts\":\"");
        moment(text, line.millis());
        text.append("\",\"method\":\"").append(request.method());
        text.append("\",\"route\":\"");
        escape(text, request.route());
        text.append("\",\"status\":").append(request.status());
        text.append(",\"ms\":");
        decimal(text, Math.round(request.seconds() * THOUSAND * THOUSAND));
        text.append(",\"bytes\":").append(Math.max(0, request.bytes()));
        if (!request.user().isEmpty()) {
            text.append(",\"user\":\"").append(request.user()).append('"');
        }
        text.append(",\"capability\":\"").append(request.capability());
        text.append("\",\"request_id\":\"").append(request.trace().requestId());
        text.append("\",\"trace_id\":\"").append(request.trace().traceId()).append("\"}");
    }

    private void moment(StringBuilder text, long millis) {
        long whole = Math.floorDiv(millis, (long) THOUSAND);
        if (whole != second) {
            second = whole;
            shown = SECOND.format(Instant.ofEpochSecond(whole));
        }
        text.append(shown).append('.');
        digits(text, Math.floorMod(millis, (long) THOUSAND));
        text.append('Z');
    }

    /** Microseconds as milliseconds. */
    private static void decimal(StringBuilder text, long micros) {
        text.append(micros / THOUSAND).append('.');
        digits(text, micros % THOUSAND);
    }

    private static void digits(StringBuilder text, long number) {
        if (number < 100) {
            text.append('0');
        }
        if (number < 10) {
            text.append('0');
        }
        text.append(number);
    }

    /** Templates may carry patterns, and those anything. */
    private static void escape(StringBuilder text, String route) {
        for (int i = 0; i < route.length(); i++) {
            char c = route.charAt(i);
            if (c == '"' || c == '\\') {
                text.append('\\').append(c);
            } else {
                text.append(c < ' ' ? ' ' : c);
            }
        }
    }
}
