package org.aistack.kernel.rest.internal.transport;

import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.cxf.message.Message;
import org.apache.cxf.phase.AbstractPhaseInterceptor;
import org.apache.cxf.phase.Phase;

/**
 * Presets the header {@code Date} from a text made once a second; CXF would make a date format for every answer. And gives
 * an answer that was made beforehand the type that was negotiated.
 */
public final class AnswerStart extends AbstractPhaseInterceptor<Message> {

    private record Second(long epoch, String text) {}

    private static volatile Second last = new Second(0, "");

    public AnswerStart() {
        super(Phase.SETUP);
    }

    static String now() {
        long epoch = System.currentTimeMillis() / 1000;
        Second known = last;
        if (known.epoch() != epoch) {
            known = new Second(
                    epoch,
                    DateTimeFormatter.RFC_1123_DATE_TIME.format(
                            Instant.ofEpochSecond(epoch).atOffset(ZoneOffset.UTC)));
            last = known;
        }
        return known.text();
    }

    @Override
    @SuppressWarnings("unchecked")
    public void handleMessage(Message message) {
        if (message instanceof LeanMessage && message.get(Message.CONTENT_TYPE) == null) {
            message.put(Message.CONTENT_TYPE, message.getExchange().get(Message.CONTENT_TYPE));
        }
        var headers = (Map<String, List<Object>>) message.get(Message.PROTOCOL_HEADERS);
        if (headers == null) {
            headers = new HashMap<>(4);
            message.put(Message.PROTOCOL_HEADERS, headers);
        }
        headers.computeIfAbsent("Date", name -> new ArrayList<>(List.of(now())));
    }
}
