package org.aistack.kernel.rest.internal.json;

import static org.junit.Assert.assertEquals;

import com.fasterxml.jackson.databind.ObjectMapper;
import org.junit.Test;

/** The examples of RFC 7396, appendix A. */
public class MergePatchTest {

    private final ObjectMapper mapper = new ObjectMapper();

    private void merges(String original, String patch, String result) throws Exception {
        assertEquals(mapper.readTree(result), MergePatch.merge(mapper.readTree(original), mapper.readTree(patch)));
    }

    @Test
    public void followsTheStandard() throws Exception {
        merges("{\"a\":\"b\"}", "{\"a\":\"c\"}", "{\"a\":\"c\"}");
        merges("{\"a\":\"b\"}", "{\"b\":\"c\"}", "{\"a\":\"b\",\"b\":\"c\"}");
        merges("{\"a\":\"b\"}", "{\"a\":null}", "{}");
        merges("{\"a\":\"b\",\"b\":\"c\"}", "{\"a\":null}", "{\"b\":\"c\"}");
        merges("{\"a\":[\"b\"]}", "{\"a\":\"c\"}", "{\"a\":\"c\"}");
        merges("{\"a\":\"c\"}", "{\"a\":[\"b\"]}", "{\"a\":[\"b\"]}");
        merges("{\"a\":{\"b\":\"c\"}}", "{\"a\":{\"b\":\"d\",\"c\":null}}", "{\"a\":{\"b\":\"d\"}}");
        merges("{\"a\":[{\"b\":\"c\"}]}", "{\"a\":[1]}", "{\"a\":[1]}");
        merges("[\"a\",\"b\"]", "[\"c\",\"d\"]", "[\"c\",\"d\"]");
        merges("{\"a\":\"b\"}", "[\"c\"]", "[\"c\"]");
        merges("{\"a\":\"foo\"}", "null", "null");
        merges("{\"a\":\"foo\"}", "\"bar\"", "\"bar\"");
        merges("{\"e\":null}", "{\"a\":1}", "{\"e\":null,\"a\":1}");
        merges("[1,2]", "{\"a\":\"b\",\"c\":null}", "{\"a\":\"b\"}");
        merges("{}", "{\"a\":{\"bb\":{\"ccc\":null}}}", "{\"a\":{\"bb\":{}}}");
    }
}
