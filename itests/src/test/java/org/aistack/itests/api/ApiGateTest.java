package org.aistack.itests.api;

import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Set;
import java.util.function.Consumer;
import org.junit.Test;

/** The gates of the interface refuse what they are there to refuse. */
public class ApiGateTest {

    private static final String DOCUMENT =
            """
            {"paths":{"/api/things":{"post":{"tags":["things"],"operationId":"things_things_create",
              "summary":"Makes a thing","x-summary-zh":"新建","x-permission":"things:write","security":[{"bearer":[]}],
              "parameters":[{"name":"wait","in":"query","schema":{"type":"integer"}}],
              "requestBody":{"required":true,"content":{"application/json":{"schema":{"$ref":"#/components/schemas/thing"}}}},
              "responses":{"201":{"description":"x","content":{"application/json":{"schema":{"$ref":"#/components/schemas/thing"}}}},
                "401":{"$ref":"#/components/responses/problem"},"403":{"$ref":"#/components/responses/problem"},
                "422":{"$ref":"#/components/responses/problem"}}}}},
             "components":{"responses":{"problem":{"description":"p"}},"schemas":{"thing":{"type":"object","required":["name"],
              "properties":{"name":{"type":"string"},"state":{"type":"string","enum":["open","closed"]},
                "parts":{"type":"array","items":{"$ref":"#/components/schemas/thing"}}}}}}}
            """;

    private static final String OPERATION = "/paths/~1api~1things/post";
    private static final String THING = "/components/schemas/thing";

    private static JsonNode document() {
        try {
            return new ObjectMapper().readTree(DOCUMENT);
        } catch (com.fasterxml.jackson.core.JsonProcessingException e) {
            throw new IllegalStateException(e);
        }
    }

    private static JsonNode changed(String pointer, Consumer<ObjectNode> change) {
        JsonNode document = document();
        change.accept((ObjectNode) document.at(pointer));
        return document;
    }

    private static void breaks(String word, String pointer, Consumer<ObjectNode> change) {
        Set<String> broken = Compatibility.broken(document(), changed(pointer, change));
        assertTrue(
                word + " in " + broken,
                broken.size() == 1 && broken.iterator().next().contains(word));
    }

    private static void refused(String word, String pointer, Consumer<ObjectNode> change) {
        Set<String> faults = Lint.faults(changed(pointer, change));
        assertTrue(word + " in " + faults, faults.stream().anyMatch(fault -> fault.contains(word)));
    }

    @Test
    public void whatIsRightIsRight() {
        assertEquals(Set.of(), Lint.faults(document()));
        assertEquals(Set.of(), Compatibility.broken(document(), document()));
    }

    @Test
    public void additionsBreakNobody() {
        JsonNode more =
                changed(THING + "/properties", node -> node.putObject("note").put("type", "string"));
        ((ObjectNode) more.at("/paths")).putObject("/api/others");
        ((ArrayNode) more.at(THING + "/properties/state/enum")).add("lost");
        assertEquals(Set.of(), Compatibility.broken(document(), more));
    }

    @Test
    public void removalsAreSeen() {
        breaks("is gone", "/paths", node -> node.remove("/api/things"));
        breaks("no longer answers 201", OPERATION + "/responses", node -> node.remove("201"));
        breaks("no longer takes wait", OPERATION, node -> node.remove("parameters"));
        breaks("is no longer application/json", OPERATION + "/requestBody", node -> node.putObject("content"));
        breaks("operationId", OPERATION, node -> node.put("operationId", "other"));
        breaks("x-permission", OPERATION, node -> node.put("x-permission", "things:admin"));
    }

    @Test
    public void changesOfSchemasAreSeenInBothDirections() {
        JsonNode fewer = changed(THING + "/properties", node -> node.remove("name"));
        assertEquals(2, Compatibility.broken(document(), fewer).size());
        JsonNode value = changed(
                THING + "/properties/state", node -> node.putArray("enum").add("open"));
        assertTrue(Compatibility.broken(document(), value).toString().contains("closed"));
        JsonNode type = changed(THING + "/properties/name", node -> node.put("type", "integer"));
        assertTrue(Compatibility.broken(document(), type).toString().contains("integer"));
    }

    @Test
    public void newDutiesAreSeen() {
        breaks("needs state now", THING, node -> ((ArrayNode) node.path("required")).add("state"));
        breaks("needs wait now", OPERATION + "/parameters/0", node -> node.put("required", true));
    }

    @Test
    public void carelessOperationsAreRefused() {
        refused("summary", OPERATION, node -> node.remove("x-summary-zh"));
        refused("snake_case", OPERATION, node -> node.put("operationId", "thingsCreate"));
        refused("tag", OPERATION, node -> node.remove("tags"));
        refused("security", OPERATION, node -> node.remove("security"));
        refused("401", OPERATION + "/responses", node -> node.remove("401"));
        refused("problem", OPERATION + "/responses/401", node -> node.remove("$ref"));
        refused("says nothing of its body", OPERATION + "/responses/201", node -> node.remove("content"));
        refused("no schema", OPERATION + "/requestBody/content/application~1json", node -> node.remove("schema"));
        refused("no name", OPERATION + "/requestBody/content/application~1json/schema", node -> {
            node.remove("$ref");
            node.putObject("properties");
        });
        refused("a property is called", THING + "/properties", node -> node.putObject("camelCase"));
        refused("a parameter is called", OPERATION + "/parameters/0", node -> node.put("name", "waitFor"));
        refused("leads nowhere", THING + "/properties/name", node -> node.put("$ref", "#/components/schemas/none"));
    }
}
