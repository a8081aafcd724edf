package org.aistack.itests.catalog;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.aistack.itests.Rest;
import org.aistack.kernel.Text;
import org.aistack.kernel.catalog.Capability;
import org.aistack.kernel.catalog.IntegrityCheck;
import org.aistack.kernel.catalog.Tool;
import org.aistack.kernel.events.DomainEvent;
import org.aistack.kernel.events.Subscriber;
import org.aistack.kernel.jobs.Job;
import org.osgi.framework.Bundle;

/** Writes down what each part of the server contributes, as it runs. */
final class Book {

    private final Rest admin;
    private final Contributions contributions;
    private final StringBuilder text = new StringBuilder();
    private final JsonNode document;
    private final JsonNode metrics;

    Book(Rest admin, Contributions contributions) {
        this.admin = admin;
        this.contributions = contributions;
        document = admin.get("/openapi.json").expect(200).body();
        metrics = admin.get("/api/kernel/metrics").expect(200).body().path("items");
    }

    /** The whole book. */
    String write() {
        line("# Capabilities");
        line("");
        line("Written by the catalog test from the running server; do not edit. After a change that means it:");
        line("`mvn verify -pl itests -am -Dcatalog.write`.");
        Map<String, Capability> plates = new TreeMap<>();
        contributions.all(Capability.class).forEach(plate -> plates.put(plate.id(), plate));
        plates.forEach((id, plate) -> capability(plate, contributions.bundle(plate)));
        line("");
        line("# Kernel");
        contributions.kernel().forEach(this::kernel);
        return text.toString();
    }

    private void capability(Capability plate, Bundle bundle) {
        heading(plate.id() + ": " + words(plate.title()), bundle);
        table("Permission", "Default roles", plate.permissions(), permission ->
                new String[] {"`" + permission.name() + "`", words(permission.title()), roles(permission.roles())});
        contributions(plate.id(), bundle);
        list(
                "Pages",
                plate.pages(),
                page -> "`" + page.path() + "` " + words(page.title()) + " (`" + page.permission() + "`)");
    }

    private void kernel(Bundle bundle) {
        String id = Contributions.id(bundle);
        heading("kernel/" + id, bundle);
        contributions(id, bundle);
    }

    private void contributions(String id, Bundle bundle) {
        operations(id);
        list("Tools", contributions.of(Tool.class, bundle), tool -> tool(tool.card()));
        list("Facts it tells", contributions.facts(bundle), type -> "`" + DomainEvent.topic(type) + "`");
        list(
                "Facts it follows",
                contributions.of(Subscriber.class, bundle),
                subscriber -> "`" + subscriber.name() + "` ← `" + topic(subscriber) + "`");
        list("Jobs", contributions.of(Job.class, bundle), Book::job);
        list("Health checks", contributions.checks(bundle), check -> check);
        list("Invariants", contributions.of(IntegrityCheck.class, bundle), check -> "`" + check.name() + "`");
        list("Metrics", metrics(bundle), metric -> metric);
        settings(bundle);
        list("Commands", contributions.commands(bundle), command -> "`" + command + "`");
    }

    private void operations(String id) {
        List<String> rows = new ArrayList<>();
        document.path("paths")
                .fields()
                .forEachRemaining(path -> path.getValue().fields().forEachRemaining(operation -> {
                    JsonNode about = operation.getValue();
                    if (about.at("/tags/0").asText().equals(id)) {
                        rows.add(row(path.getKey(), operation.getKey().toUpperCase(), about));
                    }
                }));
        if (!rows.isEmpty()) {
            line("");
            line("| Address | | Permission | |");
            line("|---|---|---|---|");
            rows.stream().sorted().forEach(this::line);
        }
    }

    private static String row(String path, String verb, JsonNode about) {
        String permission = about.path("x-permission").asText();
        String who = !permission.isEmpty()
                ? "`" + permission + "`"
                : about.path("x-public").asBoolean() ? "anyone" : "signed in";
        return "| `" + path + "` | " + verb + " | " + who + " | "
                + about.path("x-summary-zh").asText() + " · "
                + about.path("summary").asText() + " |";
    }

    private static String tool(Tool.Card card) {
        return "`" + card.name() + "` (" + card.effect().name().toLowerCase() + ", `" + card.permission() + "`) "
                + words(card.purpose());
    }

    @SuppressWarnings("unchecked")
    private static String topic(Subscriber<?> subscriber) {
        return DomainEvent.topic((Class<? extends DomainEvent>) subscriber.type());
    }

    private static String job(Job<?> job) {
        String when =
                job.timed().map(timed -> ", `" + timed.schedule().cron() + "`").orElse("");
        return "`" + job.card().kind() + "`" + when + " " + words(job.card().title());
    }

    private List<String> metrics(Bundle bundle) {
        List<String> names = new ArrayList<>();
        metrics.forEach(metric -> {
            if (metric.path("bundle").asText().equals(bundle.getSymbolicName())) {
                names.add("`" + metric.path("name").asText() + "` ("
                        + metric.path("type").asText() + ")");
            }
        });
        return names;
    }

    private void settings(Bundle bundle) {
        table("Setting", "Default", Settings.of(bundle), setting -> new String[] {
            "`" + setting.key() + "`",
            setting.title() + ", " + setting.type() + (setting.range().isEmpty() ? "" : ", " + setting.range()),
            setting.standard().isEmpty() ? "" : "`" + setting.standard() + "`"
        });
    }

    private void heading(String name, Bundle bundle) {
        line("");
        line("## " + name);
        line("");
        line("`" + bundle.getSymbolicName() + "`");
    }

    private <T> void table(String first, String last, Collection<T> rows, Function<T, String[]> cells) {
        if (!rows.isEmpty()) {
            line("");
            line("| " + first + " | | " + last + " |");
            line("|---|---|---|");
            rows.stream()
                    .map(row -> "| " + String.join(" | ", cells.apply(row)) + " |")
                    .sorted()
                    .forEach(this::line);
        }
    }

    private <T> void list(String name, Collection<T> items, Function<T, String> words) {
        if (!items.isEmpty()) {
            line("");
            line(items.stream().map(words).sorted().collect(Collectors.joining(", ", name + ": ", ".")));
        }
    }

    private static String roles(Collection<String> roles) {
        return roles.stream().sorted().collect(Collectors.joining(", "));
    }

    private static String words(Text text) {
        return text.zh() + " · " + text.en();
    }

    private void line(String line) {
        text.append(line).append('\n');
    }
}
