package org.aistack.kernel.rest.internal.json;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.aistack.kernel.KernelError;
import org.aistack.kernel.Problem;
import org.aistack.kernel.Violation;
import org.aistack.kernel.rest.Patch;

/** A merge patch (RFC 7396) over the JSON of a record. */
final class MergePatch implements Patch {

    private final ObjectMapper mapper;
    private final ObjectNode patch;

    MergePatch(ObjectMapper mapper, JsonNode patch) {
        if (!(patch instanceof ObjectNode object)) {
            throw Problem.at("", KernelError.WRONG_TYPE);
        }
        this.mapper = mapper;
        this.patch = object;
    }

    @Override
    @SuppressWarnings("unchecked")
    public <T> T apply(T current) {
        JsonNode document = mapper.valueToTree(current);
        List<Violation> unknown = new ArrayList<>();
        patch.fieldNames().forEachRemaining(name -> {
            if (!document.has(name)) {
                String pointer = "/" + name.replace("~", "~0").replace("/", "~1");
                unknown.add(Violation.of(pointer, KernelError.UNKNOWN_FIELD));
            }
        });
        if (!unknown.isEmpty()) {
            throw Problem.of(unknown);
        }
        try {
            return (T) mapper.treeToValue(merge(document, patch), current.getClass());
        } catch (IOException e) {
            throw JsonFaults.problem(e);
        }
    }

    static JsonNode merge(JsonNode target, JsonNode patch) {
        if (!(patch instanceof ObjectNode changes)) {
            return patch;
        }
        ObjectNode result = target instanceof ObjectNode object ? object.deepCopy() : changes.objectNode();
        changes.properties().forEach(change -> {
            if (change.getValue().isNull()) {
                result.remove(change.getKey());
            } else {
                JsonNode before = result.get(change.getKey());
                result.set(change.getKey(), merge(before, change.getValue()));
            }
        });
        return result;
    }
}
