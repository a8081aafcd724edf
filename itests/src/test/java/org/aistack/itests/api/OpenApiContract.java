package org.aistack.itests.api;

import static org.junit.Assert.assertEquals;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import java.util.Set;
import java.util.TreeMap;
import org.aistack.itests.Container;
import org.aistack.itests.Written;
import org.junit.Test;

/** The description of the interface is complete, and what it promised once still holds. */
public class OpenApiContract extends Container {

    private static final Written FILE = Written.at("docs/api/openapi.json");
    private static final ObjectMapper MAPPER = new ObjectMapper()
            .enable(SerializationFeature.ORDER_MAP_ENTRIES_BY_KEYS)
            .enable(SerializationFeature.INDENT_OUTPUT);

    private static JsonNode document() {
        return ANYONE.get("/openapi.json").expect(200).body();
    }

    @Test
    public void everyOperationIsDescribed() {
        assertEquals(Set.of(), Lint.faults(document()));
    }

    /** The committed file is what clients rely on. It is written anew by {@code -Dcatalog.write}. */
    @Test
    public void whatWasPromisedHolds() throws JsonProcessingException {
        JsonNode now = document();
        if (FILE.exists()) {
            Set<String> broken = Compatibility.broken(MAPPER.readTree(FILE.text()), now);
            assertEquals(
                    "breaking changes; if they must be: -Dcatalog.break", Set.of(), Written.BREAK ? Set.of() : broken);
        }
        FILE.check(MAPPER.writeValueAsString(MAPPER.treeToValue(now, TreeMap.class)) + "\n");
    }
}
