package org.aistack.kernel.rest.internal.json;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.databind.JavaType;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import org.aistack.kernel.KernelError;
import org.aistack.kernel.Problem;

/** Reads JSON as strictly as it can be read. Whatever is wrong becomes a {@link Problem} with JSON pointers. */
public final class StrictJson {

    private final ObjectMapper mapper;

    public StrictJson(ObjectMapper mapper) {
        this.mapper = mapper;
    }

    /**
     * The value.
     *
     * @throws Problem malformed, over a limit, of the wrong shape, or refused by a record's constructor
     */
    public <T> T read(byte[] body, JavaType type) {
        encoding(body);
        try {
            scan(body);
            T value = mapper.readValue(body, type);
            if (value == null) {
                throw Problem.at("", KernelError.REQUIRED);
            }
            return value;
        } catch (IOException e) {
            throw JsonFaults.problem(e);
        }
    }

    /** Goes through the whole text once: what cannot be read is said before what is wrong about it. */
    private void scan(byte[] body) throws IOException {
        try (JsonParser parser = new StrictParser(mapper.getFactory().createParser(body))) {
            int values = 0;
            for (JsonToken token = parser.nextToken(); token != null; token = parser.nextToken()) {
                if (parser.getParsingContext().inRoot() && !token.isStructStart()) {
                    values++;
                }
            }
            if (values != 1) {
                throw Problem.of(KernelError.MALFORMED_JSON);
            }
        }
    }

    /** UTF-8 and nothing else; its own byte order mark is harmless. */
    private static void encoding(byte[] body) {
        boolean ascii = true;
        for (byte b : body) {
            if (b == 0) {
                throw Problem.of(KernelError.MALFORMED_JSON);
            }
            ascii &= b > 0;
        }
        if (!ascii) {
            try {
                StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(body));
            } catch (CharacterCodingException e) {
                throw Problem.of(KernelError.MALFORMED_JSON);
            }
        }
    }
}
