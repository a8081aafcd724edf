package org.aistack.kernel.rest.internal.json;

import com.fasterxml.jackson.databind.JavaType;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.ObjectWriter;
import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.Reader;
import java.lang.annotation.Annotation;
import java.lang.reflect.Type;
import java.util.concurrent.ConcurrentHashMap;
import javax.ws.rs.Consumes;
import javax.ws.rs.Produces;
import javax.ws.rs.core.HttpHeaders;
import javax.ws.rs.core.MediaType;
import javax.ws.rs.core.MultivaluedMap;
import javax.ws.rs.core.Response;
import javax.ws.rs.core.StreamingOutput;
import javax.ws.rs.ext.MessageBodyReader;
import javax.ws.rs.ext.MessageBodyWriter;
import javax.ws.rs.ext.Provider;
import org.aistack.kernel.rest.Batch;
import org.aistack.kernel.rest.Patch;
import org.aistack.kernel.rest.internal.door.Call;

/** JSON in and out. One per published server, so that what it remembers goes with the bundle. */
@Provider
@Consumes({"application/json", "application/*+json"})
@Produces({"application/json", "application/*+json", "*/*"})
public final class JsonProvider implements MessageBodyReader<Object>, MessageBodyWriter<Object> {

    private static final int MAX_WRITERS = 2000;

    private final ObjectMapper mapper;
    private final StrictJson json;
    private final ConcurrentHashMap<Type, ObjectWriter> writers = new ConcurrentHashMap<>();

    public JsonProvider(ObjectMapper mapper) {
        this.mapper = mapper;
        this.json = new StrictJson(mapper);
    }

    @Override
    public boolean isReadable(Class<?> type, Type generic, Annotation[] annotations, MediaType media) {
        return json(media) && !raw(type);
    }

    @Override
    public Object readFrom(
            Class<Object> type,
            Type generic,
            Annotation[] annotations,
            MediaType media,
            MultivaluedMap<String, String> headers,
            InputStream in)
            throws IOException {
        byte[] body = in.readAllBytes();
        Call.current().ifPresent(call -> call.body(body));
        if (type.equals(Patch.class)) {
            return new MergePatch(mapper, json.read(body, mapper.constructType(JsonNode.class)));
        }
        if (type.equals(Batch.class)) {
            JsonNode read = json.read(body, mapper.constructType(JsonNode.class));
            return BatchBody.of(mapper, generic, read, Call.current().orElseThrow());
        }
        JavaType java = mapper.constructType(generic == null ? type : generic);
        return json.read(body, java);
    }

    @Override
    public boolean isWriteable(Class<?> type, Type generic, Annotation[] annotations, MediaType media) {
        return (media == null || media.isWildcardType() || json(media)) && !raw(type);
    }

    /** Written at once, with its length, and not flushed: one packet and no chunks. */
    @Override
    public void writeTo(
            Object value,
            Class<?> type,
            Type generic,
            Annotation[] annotations,
            MediaType media,
            MultivaluedMap<String, Object> headers,
            OutputStream out)
            throws IOException {
        byte[] body = writer(generic == null ? type : generic).writeValueAsBytes(value);
        // inside an event stream the headers are not those of this value
        Object content = headers == null ? null : headers.getFirst(HttpHeaders.CONTENT_TYPE);
        if (content != null && content.toString().contains("json")) {
            headers.putSingle(HttpHeaders.CONTENT_LENGTH, Integer.toString(body.length));
        }
        out.write(body, 0, body.length);
    }

    private ObjectWriter writer(Type type) {
        ObjectWriter known = writers.get(type);
        if (known != null) {
            return known;
        }
        ObjectWriter made = type instanceof Class ? mapper.writer() : mapper.writerFor(mapper.constructType(type));
        if (writers.size() < MAX_WRITERS) {
            writers.put(type, made);
        }
        return made;
    }

    private static boolean json(MediaType media) {
        return media != null
                && ("json".equals(media.getSubtype()) || media.getSubtype().endsWith("+json"));
    }

    private static boolean raw(Class<?> type) {
        return CharSequence.class.isAssignableFrom(type)
                || type == byte[].class
                || InputStream.class.isAssignableFrom(type)
                || Reader.class.isAssignableFrom(type)
                || File.class.isAssignableFrom(type)
                || StreamingOutput.class.isAssignableFrom(type)
                || Response.class.isAssignableFrom(type);
    }
}
