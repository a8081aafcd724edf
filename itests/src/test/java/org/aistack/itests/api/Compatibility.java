package org.aistack.itests.api;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.HashSet;
import java.util.Iterator;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/** What a client of the old interface would miss in the new one. */
final class Compatibility {

    private final JsonNode old;
    private final JsonNode now;
    private final Set<String> broken = new TreeSet<>();

    private Compatibility(JsonNode old, JsonNode now) {
        this.old = old;
        this.now = now;
    }

    /** Breaking changes in words, sorted. */
    static Set<String> broken(JsonNode old, JsonNode now) {
        var comparison = new Compatibility(old, now);
        each(
                old.path("paths"),
                (path, item) -> each(item, (verb, operation) -> {
                    String name = verb.toUpperCase() + " " + path;
                    JsonNode other = now.path("paths").path(path).path(verb);
                    if (other.isMissingNode()) {
                        comparison.broken.add(name + " is gone");
                    } else {
                        comparison.operation(name, operation, other);
                    }
                }));
        return comparison.broken;
    }

    private void operation(String name, JsonNode before, JsonNode after) {
        for (String member : Set.of("operationId", "x-permission")) {
            if (!before.path(member).equals(after.path(member))) {
                broken.add(name + ": " + member + " is " + after.path(member) + " instead of " + before.path(member));
            }
        }
        parameters(name, before.path("parameters"), after.path("parameters"));
        contents(name + " request", before.at("/requestBody/content"), after.at("/requestBody/content"), true);
        if (before.path("requestBody").isMissingNode()
                && after.at("/requestBody/required").asBoolean()) {
            broken.add(name + " needs a body now");
        }
        each(before.path("responses"), (status, response) -> {
            if (status.startsWith("2")) {
                JsonNode other = after.path("responses").path(status);
                if (other.isMissingNode()) {
                    broken.add(name + " no longer answers " + status);
                } else {
                    contents(name + " " + status, response.path("content"), other.path("content"), false);
                }
            }
        });
    }

    private void parameters(String name, JsonNode before, JsonNode after) {
        for (JsonNode parameter : before) {
            JsonNode other = find(after, parameter);
            if (other == null) {
                broken.add(name + " no longer takes " + parameter.path("name").asText());
            } else {
                schema(
                        name + " " + parameter.path("name").asText(),
                        parameter.path("schema"),
                        other.path("schema"),
                        true,
                        new HashSet<>());
            }
        }
        for (JsonNode parameter : after) {
            JsonNode other = find(before, parameter);
            if (parameter.path("required").asBoolean()
                    && (other == null || !other.path("required").asBoolean())) {
                broken.add(name + " needs " + parameter.path("name").asText() + " now");
            }
        }
    }

    private static JsonNode find(JsonNode parameters, JsonNode like) {
        for (JsonNode parameter : parameters) {
            if (parameter.path("name").equals(like.path("name"))
                    && parameter.path("in").equals(like.path("in"))) {
                return parameter;
            }
        }
        return null;
    }

    private void contents(String name, JsonNode before, JsonNode after, boolean request) {
        each(before, (type, media) -> {
            if (after.has(type)) {
                schema(name, media.path("schema"), after.path(type).path("schema"), request, new HashSet<>());
            } else {
                broken.add(name + " is no longer " + type);
            }
        });
    }

    private void schema(String name, JsonNode before, JsonNode after, boolean request, Set<String> seen) {
        String reference = before.path("$ref").asText();
        if (!reference.isEmpty() && !seen.add(reference)) {
            return;
        }
        JsonNode was = resolved(old, before);
        JsonNode is = resolved(now, after);
        for (String member : Set.of("type", "format")) {
            if (was.has(member) && !was.path(member).equals(is.path(member))) {
                broken.add(name + ": " + member + " is " + is.path(member) + " instead of " + was.path(member));
            }
        }
        enumeration(name, was.path("enum"), is.path("enum"));
        each(was.path("properties"), (property, schema) -> {
            JsonNode other = is.path("properties").path(property);
            if (other.isMissingNode()) {
                broken.add(name + " has no " + property + " any more");
            } else {
                schema(name + "." + property, schema, other, request, seen);
            }
        });
        if (request) {
            required(name, was.path("required"), is.path("required"));
        }
        if (was.has("items")) {
            schema(name + "[]", was.path("items"), is.path("items"), request, seen);
        }
    }

    private void enumeration(String name, JsonNode before, JsonNode after) {
        Set<JsonNode> values = set(after);
        for (JsonNode value : before) {
            if (!values.contains(value) && !after.isMissingNode()) {
                broken.add(name + ": " + value + " is no longer a value");
            }
        }
        if (before.isMissingNode() && !after.isMissingNode()) {
            broken.add(name + " takes only certain values now");
        }
    }

    private void required(String name, JsonNode before, JsonNode after) {
        Set<JsonNode> more = set(after);
        more.removeAll(set(before));
        more.forEach(field -> broken.add(name + " needs " + field.asText() + " now"));
    }

    private static Set<JsonNode> set(JsonNode array) {
        Set<JsonNode> values = new HashSet<>();
        array.forEach(values::add);
        return values;
    }

    private static JsonNode resolved(JsonNode document, JsonNode schema) {
        String reference = schema.path("$ref").asText();
        return reference.isEmpty() ? schema : document.at(reference.substring(1));
    }

    private interface Visitor {
        void visit(String name, JsonNode node);
    }

    private static void each(JsonNode object, Visitor visitor) {
        for (Iterator<Map.Entry<String, JsonNode>> all = object.fields(); all.hasNext(); ) {
            var entry = all.next();
            visitor.visit(entry.getKey(), entry.getValue());
        }
    }
}
