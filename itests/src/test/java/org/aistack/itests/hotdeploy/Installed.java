package org.aistack.itests.hotdeploy;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.aistack.itests.Answer;
import org.aistack.itests.Rest;

/**
 * A capability as the server tells of it.
 *
 * @param bundle symbolic name
 * @param foundation the server refuses to stop or replace it while it runs
 * @param routes addresses that can be read without knowing an id, and answer the administrator with 200
 */
record Installed(String id, String bundle, boolean foundation, List<String> routes) {

    /** Every capability that is there, by id. */
    static List<Installed> all(Rest admin) {
        Map<String, List<String>> routes = routes(admin);
        List<Installed> found = new ArrayList<>();
        for (JsonNode item :
                admin.get("/api/kernel/capabilities").expect(200).body().at("/items")) {
            String id = item.path("id").asText();
            found.add(new Installed(
                    id,
                    item.at("/bundle/symbolic_name").asText(),
                    item.path("foundation").asBoolean(),
                    routes.getOrDefault(id, List.of())));
        }
        return found;
    }

    /** Those that may be replaced under load. */
    static List<Installed> replaceable(Rest admin) {
        return all(admin).stream().filter(c -> !c.foundation()).toList();
    }

    /** Some route, asked to see whether the capability is there. */
    Optional<String> route() {
        return routes.stream().findFirst();
    }

    /** How it is, in the words of the server. */
    static String state(Rest admin, String id) {
        return admin.get("/api/kernel/capabilities/" + id).at("/state");
    }

    private static Map<String, List<String>> routes(Rest admin) {
        JsonNode document = admin.get("/openapi.json").expect(200).body();
        Map<String, List<String>> routes = new TreeMap<>();
        document.at("/paths").fields().forEachRemaining(path -> {
            JsonNode get = path.getValue().path("get");
            if (!get.isMissingNode() && !path.getKey().contains("{") && !streams(get)) {
                Answer answer = admin.get(path.getKey());
                if (answer.status() == 200) {
                    routes.computeIfAbsent(get.at("/tags/0").asText(), id -> new ArrayList<>())
                            .add(path.getKey());
                }
            }
        });
        return routes;
    }

    private static boolean streams(JsonNode operation) {
        return operation.path("responses").toString().contains("text/event-stream");
    }
}
