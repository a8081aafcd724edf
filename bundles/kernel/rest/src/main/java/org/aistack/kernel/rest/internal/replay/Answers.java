package org.aistack.kernel.rest.internal.replay;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.File;
import java.io.InputStream;
import java.io.Reader;
import java.nio.charset.StandardCharsets;
import java.time.LocalDateTime;
import java.util.List;
import java.util.Optional;
import javax.ws.rs.core.HttpHeaders;
import javax.ws.rs.core.Response;
import javax.ws.rs.core.StreamingOutput;
import org.aistack.kernel.rest.Match;
import org.aistack.kernel.rest.Versioned;
import org.aistack.kernel.rest.internal.store.AnswerRow;
import org.apache.cxf.message.MessageContentsList;

/** Turns what a resource method returned into a row, and back. */
public final class Answers {

    private static final String JSON = "application/json";

    private final ObjectMapper mapper;
    private final Seal seal;

    public Answers(ObjectMapper mapper, Seal seal) {
        this.mapper = mapper;
        this.seal = seal;
    }

    /**
     * An answer to send now and to keep.
     *
     * @param result what goes on to CXF
     * @param row null for an answer that cannot be kept, such as a stream
     */
    record Kept(Object result, AnswerRow row) {}

    /** Empty for a failure. */
    Optional<Kept> keep(Object result, Key key, LocalDateTime now) {
        Object first = result instanceof List<?> list && !list.isEmpty() ? list.get(0) : null;
        Response response = first instanceof Response given ? given : null;
        Object entity = response == null ? first : response.getEntity();
        int status = response != null ? response.getStatus() : entity == null ? 204 : 200;
        if (status >= 400) {
            return Optional.empty();
        }
        if (stream(entity)) {
            return Optional.of(new Kept(result, null));
        }
        var content = new AnswerRow.Content(
                status,
                entity == null ? null : type(response),
                header(response, HttpHeaders.LOCATION),
                entity instanceof Versioned document
                        ? Match.tag(document.revision())
                        : header(response, HttpHeaders.ETAG));
        String body = entity == null ? null : text(entity);
        var row = new AnswerRow(
                key.lookup(), key.requestHash(), now, content, body == null ? null : seal.close(key.secret(), body));
        return Optional.of(new Kept(result, row));
    }

    /** The answer of {@code row} once more. */
    Object repeat(AnswerRow row, Key key) {
        AnswerRow.Content content = row.content();
        Response.ResponseBuilder builder = Response.status(content.status()).header("Idempotency-Replayed", "true");
        if (row.body() != null) {
            builder.type(content.type())
                    .entity(seal.open(key.secret(), row.body()).getBytes(StandardCharsets.UTF_8));
        }
        if (content.location() != null) {
            builder.header(HttpHeaders.LOCATION, content.location());
        }
        if (content.etag() != null) {
            builder.header(HttpHeaders.ETAG, content.etag());
        }
        return new MessageContentsList(builder.build());
    }

    private static boolean stream(Object entity) {
        return entity instanceof StreamingOutput
                || entity instanceof InputStream
                || entity instanceof Reader
                || entity instanceof File
                || entity instanceof byte[];
    }

    private String text(Object entity) {
        try {
            return entity instanceof CharSequence text ? text.toString() : mapper.writeValueAsString(entity);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException(e);
        }
    }

    private static String type(Response response) {
        return response == null || response.getMediaType() == null
                ? JSON
                : response.getMediaType().toString();
    }

    private static String header(Response response, String name) {
        Object value = response == null ? null : response.getMetadata().getFirst(name);
        return value == null ? null : value.toString();
    }
}
