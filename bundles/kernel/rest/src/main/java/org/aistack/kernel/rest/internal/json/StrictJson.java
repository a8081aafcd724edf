package org.aistack.kernel.rest.internal.json;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.databind.JavaType;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.ObjectReader;
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
        ObjectReader reader = mapper.readerFor(type);
        try (JsonParser parser = new StrictParser(mapper.getFactory().createParser(body))) {
            if (parser.nextToken() == null) {
                throw Problem.of(KernelError.MALFORMED_JSON);
            }
            T value = reader.readValue(parser);
            if (parser.nextToken() != null) {
                throw Problem.of(KernelError.MALFORMED_JSON);
            }
            if (value == null) {
                throw Problem.at("", KernelError.REQUIRED);
            }
            return value;
        } catch (IOException e) {
            throw JsonFaults.problem(e);
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
