package org.aistack.itests.contract;

import static org.junit.Assert.assertEquals;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.io.InputStream;
import java.net.URL;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.parsers.ParserConfigurationException;
import org.osgi.framework.Bundle;
import org.w3c.dom.Element;
import org.w3c.dom.NodeList;
import org.xml.sax.SAXException;

/** Pages of {@code docs/} that are written from the running server and compared with the committed ones. */
final class Manual {

    private static final Map<String, String> VARIABLES = Map.of(
            "org.aistack.kernel.rest rate_limit", "AISTACK_RATE_LIMIT",
            "org.aistack.kernel.jobs time_zone", "AISTACK_TIME_ZONE");

    private Manual() {}

    /** Writes the page to {@code target/docs} and fails when the committed one says something else. */
    static void same(String page, String text) throws IOException {
        // the data folder of the test lies in the folder of build results
        Path target = Path.of(System.getProperty("aistack.data")).getParent();
        Path written = target.resolve("docs").resolve(page);
        Files.createDirectories(written.getParent());
        Files.writeString(written, text);
        Path committed = target.resolve("../../docs").resolve(page);
        String known = Files.exists(committed) ? Files.readString(committed) : "";
        assertEquals("docs/" + page + " is out of date: copy itests/target/docs/" + page + " over it", text, known);
    }

    static String metrics(JsonNode items) {
        var page = new StringBuilder(
                """
                # Metrics

                Written from the running server; `GET /api/kernel/metrics` says the same. `GET /metrics` gives the values.

                | metric | type | labels | 含义 | meaning | bundle |
                |---|---|---|---|---|---|
                """);
        for (JsonNode item : items) {
            List<String> labels = new ArrayList<>();
            item.path("labels").forEach(label -> labels.add(label.asText()));
            page.append("| `").append(item.path("name").asText());
            page.append("` | ").append(item.path("type").asText());
            page.append(" | ").append(String.join(", ", labels));
            page.append(" | ").append(item.path("help_zh").asText());
            page.append(" | ").append(item.path("help_en").asText());
            page.append(" | ").append(item.path("bundle").asText().replace("org.aistack.", ""));
            page.append(" |\n");
        }
        return page.toString();
    }

    static String settings(Bundle[] bundles) throws IOException, SAXException, ParserConfigurationException {
        Map<String, String> sections = new TreeMap<>();
        for (Bundle bundle : bundles) {
            if (bundle.getSymbolicName() == null || !bundle.getSymbolicName().startsWith("org.aistack.")) {
                continue;
            }
            var files = bundle.findEntries("OSGI-INF/metatype", "*.xml", false);
            for (URL file : files == null ? List.<URL>of() : Collections.list(files)) {
                try (InputStream in = file.openStream()) {
                    sections(in, sections);
                }
            }
        }
        return """
                # Settings

                Written from the running server. A setting stands in `etc/<PID>.cfg` or in the environment, which wins; with
                `_FILE` behind its name a variable holds the name of a file with the value. A change takes effect within
                5 seconds. A value that cannot stand is refused, the last good one stays in force, and the health check
                `settings` names file, line and reason.
                """
                + String.join("", sections.values());
    }

    private static void sections(InputStream in, Map<String, String> sections)
            throws IOException, SAXException, ParserConfigurationException {
        Element root = DocumentBuilderFactory.newInstance()
                .newDocumentBuilder()
                .parse(in)
                .getDocumentElement();
        for (Element designate : elements(root, "Designate")) {
            String pid = designate.getAttribute("pid");
            String ocd = elements(designate, "Object").get(0).getAttribute("ocdref");
            for (Element one : elements(root, "OCD")) {
                if (one.getAttribute("id").equals(ocd)) {
                    sections.put(pid, section(pid, one));
                }
            }
        }
    }

    private static String section(String pid, Element ocd) {
        var text = new StringBuilder("\n## " + pid + "\n\n" + ocd.getAttribute("name") + "\n\n");
        text.append("| key | type | default | range | 说明 Meaning | environment |\n|---|---|---|---|---|---|\n");
        for (Element ad : elements(ocd, "AD")) {
            String key = ad.getAttribute("id");
            String fallback = ad.getAttribute("default");
            text.append("| `").append(key);
            text.append("` | ").append(ad.getAttribute("type").toLowerCase(Locale.ROOT));
            text.append(" | ").append(fallback.isEmpty() ? "" : "`" + fallback.replace("\\", "") + "`");
            text.append(" | ").append(range(ad));
            text.append(" | ").append(ad.getAttribute("name")).append(": ").append(ad.getAttribute("description"));
            text.append(" | `").append(variable(pid, key)).append("` |\n");
        }
        return text.toString();
    }

    private static String range(Element ad) {
        List<Element> options = elements(ad, "Option");
        if (!options.isEmpty()) {
            return options.stream().map(option -> option.getAttribute("value")).collect(Collectors.joining(", "));
        }
        String min = ad.getAttribute("min");
        String max = ad.getAttribute("max");
        if (min.isEmpty() && max.isEmpty()) {
            return "";
        }
        return (min.isEmpty() ? "" : min) + " … " + (max.isEmpty() ? "" : max);
    }

    private static String variable(String pid, String key) {
        String upper = key.toUpperCase(Locale.ROOT).replace('.', '_').replace('-', '_');
        String id = pid.equals("org.aistack.kernel.data")
                ? "DB"
                : pid.substring(pid.lastIndexOf('.') + 1).toUpperCase(Locale.ROOT);
        return VARIABLES.getOrDefault(pid + " " + key, "AISTACK_" + id + "_" + upper);
    }

    private static List<Element> elements(Element parent, String name) {
        NodeList nodes = parent.getElementsByTagName(name);
        List<Element> found = new ArrayList<>();
        for (int i = 0; i < nodes.getLength(); i++) {
            found.add((Element) nodes.item(i));
        }
        return found;
    }
}
