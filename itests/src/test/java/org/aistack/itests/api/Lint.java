package org.aistack.itests.api;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.HashSet;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;

/** What every operation of an interface description owes its readers. */
final class Lint {

    private static final Pattern SNAKE = Pattern.compile("[a-z][a-z0-9]*(_[a-z0-9]+)*");
    private static final Pattern HEADER = Pattern.compile("[A-Z][A-Za-z0-9]*(-[A-Z][A-Za-z0-9]*)*");
    private static final Set<String> WITHOUT_BODY = Set.of("204", "303");

    /** RFC 7009 wants 200 and nothing more. */
    private static final Set<String> EMPTY = Set.of("POST /auth/revoke");

    private final JsonNode document;
    private final Set<String> faults = new TreeSet<>();
    private final Set<String> ids = new HashSet<>();

    private Lint(JsonNode document) {
        this.document = document;
    }

    /** Faults in words, sorted; empty when there are none. */
    static Set<String> faults(JsonNode document) {
        var lint = new Lint(document);
        lint.document.path("paths").fields().forEachRemaining(path -> path.getValue()
                .fields()
                .forEachRemaining(operation ->
                        lint.operation(operation.getKey().toUpperCase() + " " + path.getKey(), operation.getValue())));
        lint.document
                .at("/components/schemas")
                .fields()
                .forEachRemaining(schema -> lint.schema(schema.getKey(), schema.getValue()));
        return lint.faults;
    }

    private void operation(String name, JsonNode operation) {
        String id = operation.path("operationId").asText();
        check(SNAKE.matcher(id).matches(), name, "the operationId is not in snake_case: " + id);
        check(ids.add(id), name, "the operationId is not unique: " + id);
        check(words(operation, "summary") && words(operation, "x-summary-zh"), name, "no summary in both languages");
        check(operation.path("tags").size() == 1, name, "not exactly one tag");
        boolean open = operation.path("x-public").asBoolean();
        check(operation.has("security"), name, "nothing about security");
        check(open == operation.path("security").isEmpty(), name, "public and secured, or neither");
        operation.path("parameters").forEach(parameter -> parameter(name, parameter));
        operation.at("/requestBody/content").fields().forEachRemaining(media -> content(name + " request", media));
        responses(name, operation, open);
    }

    private void parameter(String name, JsonNode parameter) {
        String called = parameter.path("name").asText();
        boolean header = parameter.path("in").asText().equals("header");
        check((header ? HEADER : SNAKE).matcher(called).matches(), name, "a parameter is called " + called);
        check(parameter.has("schema"), name, "parameter " + called + " has no schema");
    }

    private void responses(String name, JsonNode operation, boolean open) {
        JsonNode responses = operation.path("responses");
        boolean good = false;
        boolean bad = false;
        for (Iterator<Map.Entry<String, JsonNode>> all = responses.fields(); all.hasNext(); ) {
            var response = all.next();
            String status = response.getKey();
            bad |= status.startsWith("4");
            if (status.startsWith("2") || status.startsWith("3")) {
                good = true;
                JsonNode content = response.getValue().path("content");
                boolean empty = WITHOUT_BODY.contains(status) || EMPTY.contains(name);
                check(empty || !content.isEmpty(), name, status + " says nothing of its body");
                content.fields().forEachRemaining(media -> content(name + " " + status, media));
            } else {
                check(problem(response.getValue()), name, status + " is not described as a problem");
            }
        }
        check(good, name, "no good answer");
        check(bad, name, "no refusal");
        check(open || responses.has("401"), name, "does not say 401");
        check(!operation.has("x-permission") || responses.has("403"), name, "does not say 403");
        check(!operation.has("requestBody") || responses.has("422"), name, "does not say 422");
    }

    private static boolean problem(JsonNode response) {
        return response.path("$ref").asText().equals("#/components/responses/problem");
    }

    private void content(String name, Map.Entry<String, JsonNode> media) {
        JsonNode schema = media.getValue().path("schema");
        check(!schema.isMissingNode(), name, media.getKey() + " has no schema");
        check(!media.getKey().equals("*/*"), name, "any media type");
        boolean json = media.getKey().equals("application/json");
        check(!json || !schema.has("properties"), name, "the schema has no name");
    }

    private void schema(String name, JsonNode schema) {
        check(SNAKE.matcher(name).matches(), name, "the schema's name is not in snake_case");
        schema.path("properties").fields().forEachRemaining(property -> {
            check(SNAKE.matcher(property.getKey()).matches(), name, "a property is called " + property.getKey());
            references(name, property.getValue());
        });
    }

    private void references(String name, JsonNode schema) {
        for (JsonNode one : List.of(schema, schema.path("items"), schema.path("additionalProperties"))) {
            String reference = one.path("$ref").asText();
            check(
                    reference.isEmpty() || !document.at(reference.substring(1)).isMissingNode(),
                    name,
                    "leads nowhere: " + reference);
        }
    }

    private static boolean words(JsonNode operation, String member) {
        return !operation.path(member).asText().isBlank();
    }

    private void check(boolean fine, String where, String fault) {
        if (!fine) {
            faults.add(where + ": " + fault);
        }
    }
}
