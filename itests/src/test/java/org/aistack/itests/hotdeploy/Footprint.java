package org.aistack.itests.hotdeploy;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.aistack.itests.Answer;
import org.aistack.itests.Rest;
import org.apache.karaf.shell.api.console.SessionFactory;
import org.osgi.framework.BundleContext;
import org.osgi.framework.InvalidSyntaxException;
import org.osgi.framework.ServiceReference;

/**
 * Everything of a capability that others can see.
 *
 * @param traces by kind, for example {@code tools}; a kind without traces is left out
 */
record Footprint(Map<String, Set<String>> traces) {

    private static final Map<String, String> CONTRIBUTIONS = Map.of(
            "name plates", "org.aistack.kernel.catalog.Capability",
            "tool services", "org.aistack.kernel.catalog.Tool",
            "health checks", "org.apache.felix.hc.api.HealthCheck",
            "integrity checks", "org.aistack.kernel.catalog.IntegrityCheck",
            "sample data", "org.aistack.kernel.catalog.DemoData",
            "jobs", "org.aistack.kernel.jobs.Job",
            "subscribers", "org.aistack.kernel.events.Subscriber",
            "stores", "org.aistack.kernel.data.Store");

    private static final Pattern FAMILY = Pattern.compile("# TYPE (\\S+)");

    /** What is left of {@code one} now: in the container, and through REST as far as {@code admin} may look. */
    static Footprint of(Rest admin, BundleContext context, Installed one) {
        Map<String, Set<String>> traces = new TreeMap<>(inside(context, one));
        traces.put(
                "addresses",
                one.routes().stream()
                        .filter(route -> admin.get(route).status() != 404)
                        .collect(Collectors.toSet()));
        traces.put("openapi", paths(admin.get("/openapi.json"), one.id()));
        traces.put("pages", items(admin, "/api/kernel/pages", "path", of("capability", one.id())));
        traces.put("tools", items(admin, "/api/kernel/tools", "name", begins("name", one.id() + ".")));
        traces.put("permissions", items(admin, "/api/rbac/permissions", "name", of("capability", one.id())));
        traces.put("health", items(admin, "/api/kernel/health", "name", begins("name", one.id() + ".")));
        traces.put("schedules", items(admin, "/api/kernel/schedules", "kind", begins("kind", one.id() + ".")));
        traces.put("metrics", metrics(admin, one.id()));
        traces.values().removeIf(Set::isEmpty);
        return new Footprint(traces);
    }

    /** The part that can be seen when nobody can sign in. */
    static Map<String, Set<String>> inside(BundleContext context, Installed one) {
        Map<String, Set<String>> traces = new TreeMap<>();
        CONTRIBUTIONS.forEach((kind, type) -> traces.put(kind, services(context, type, one.bundle())));
        traces.put("commands", commands(context, one.id()));
        traces.values().removeIf(Set::isEmpty);
        return traces;
    }

    boolean isEmpty() {
        return traces.isEmpty();
    }

    private static Set<String> services(BundleContext context, String type, String bundle) {
        try {
            ServiceReference<?>[] all = context.getAllServiceReferences(type, null);
            Set<String> names = new TreeSet<>();
            for (ServiceReference<?> reference : all == null ? new ServiceReference<?>[0] : all) {
                if (reference.getBundle() != null
                        && bundle.equals(reference.getBundle().getSymbolicName())) {
                    Object name = reference.getProperty("component.name");
                    names.add(String.valueOf(name == null ? reference.getProperty("unit") : name));
                }
            }
            return names;
        } catch (InvalidSyntaxException e) {
            throw new IllegalStateException(e);
        }
    }

    private static Set<String> commands(BundleContext context, String scope) {
        var reference = context.getServiceReference(SessionFactory.class);
        try {
            return context.getService(reference).getRegistry().getCommands().stream()
                    .filter(command -> scope.equals(command.getScope()))
                    .map(command -> scope + ":" + command.getName())
                    .collect(Collectors.toCollection(TreeSet::new));
        } finally {
            context.ungetService(reference);
        }
    }

    private static Set<String> paths(Answer document, String id) {
        Set<String> paths = new TreeSet<>();
        document.body().at("/paths").fields().forEachRemaining(path -> path.getValue()
                .forEach(operation -> {
                    if (operation.at("/tags/0").asText().equals(id)) {
                        paths.add(path.getKey());
                    }
                }));
        return paths;
    }

    private static Set<String> items(Rest admin, String path, String name, Predicate<JsonNode> mine) {
        Set<String> names = new TreeSet<>();
        admin.get(path).body().at("/items").forEach(item -> {
            if (mine.test(item)) {
                names.add(item.path(name).asText());
            }
        });
        return names;
    }

    private static Set<String> metrics(Rest admin, String id) {
        return FAMILY.matcher(admin.get("/metrics").text())
                .results()
                .map(found -> found.group(1))
                .filter(family -> family.startsWith(id + "_"))
                .collect(Collectors.toCollection(TreeSet::new));
    }

    private static Predicate<JsonNode> of(String member, String value) {
        return item -> item.path(member).asText().equals(value);
    }

    private static Predicate<JsonNode> begins(String member, String value) {
        return item -> item.path(member).asText().startsWith(value);
    }
}
