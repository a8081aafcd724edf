package org.aistack.ai.models.internal.rest;

import static org.junit.Assert.assertArrayEquals;
import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertThrows;
import static org.junit.Assert.assertTrue;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Base64;
import java.util.List;
import org.junit.Test;

public class OpenAiRequestTest {

    @Test
    public void readsOneTextOrMany() throws Exception {
        assertEquals(List.of("a"), read("{'model':'m','input':'a','user':'u'}").input());
        var many = read("{'model':'m','input':['a','b'],'encoding_format':'base64','dimensions':null}");
        assertEquals(List.of("a", "b"), many.input());
        assertTrue(many.base64());
    }

    @Test
    public void namesTheWrongMember() {
        refused("model", "{'input':'a'}");
        refused("input", "{'model':'m'}");
        refused("input", "{'model':'m','input':[]}");
        refused("input", "{'model':'m','input':['a','']}");
        refused("input", "{'model':'m','input':[1,2]}");
        refused("input", "{'model':'m','input':[[1,2]]}");
        refused("encoding_format", "{'model':'m','input':'a','encoding_format':'hex'}");
        refused("dimensions", "{'model':'m','input':'a','dimensions':64}");
        refused(null, "[]");
    }

    @Test
    public void base64IsLittleEndian() {
        float[] vector = {0.5f, -1.25f, 3e-7f};
        var bytes = ByteBuffer.wrap(Base64.getDecoder().decode(OpenAiEmbeddingsResource.base64(vector)));
        float[] read = new float[3];
        bytes.order(ByteOrder.LITTLE_ENDIAN).asFloatBuffer().get(read);
        assertArrayEquals(vector, read, 0f);
    }

    private static OpenAiRequest read(String json) throws Exception {
        return OpenAiRequest.of(new ObjectMapper().readTree(json.replace('\'', '"')));
    }

    private static void refused(String parameter, String json) {
        assertEquals(
                parameter,
                assertThrows(OpenAiRequest.Refused.class, () -> read(json)).parameter());
    }
}
