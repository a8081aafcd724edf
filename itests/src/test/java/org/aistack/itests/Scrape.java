package org.aistack.itests;

import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * What {@code /metrics} said once.
 *
 * @param types type of each metric by its name
 * @param series values by series: name and labels as they are written
 */
public record Scrape(Map<String, String> types, Map<String, Double> series) {

    private static final Pattern LABEL = Pattern.compile("([a-z_]+)=\"((?:[^\"\\\\]|\\\\.)*)\"");

    public static Scrape of(Rest monitor) {
        return parse(monitor.get("/metrics").expect(200).text());
    }

    public static Scrape parse(String text) {
        Map<String, String> types = new TreeMap<>();
        Map<String, Double> series = new TreeMap<>();
        for (String line : text.split("\n")) {
            if (line.startsWith("# TYPE ")) {
                String[] words = line.split(" ");
                types.put(words[2], words[3]);
            } else if (!line.startsWith("#")) {
                int end = line.lastIndexOf(' ');
                series.put(line.substring(0, end), number(line.substring(end + 1)));
            }
        }
        return new Scrape(types, series);
    }

    private static double number(String text) {
        return text.endsWith("Inf") ? Double.POSITIVE_INFINITY : Double.parseDouble(text);
    }

    /** The values of one label of a metric. */
    public Set<String> values(String metric, String label) {
        return series.keySet().stream()
                .filter(one -> one.startsWith(metric + "{"))
                .flatMap(one -> LABEL.matcher(one).results())
                .filter(found -> found.group(1).equals(label))
                .map(found -> found.group(2))
                .collect(Collectors.toCollection(TreeSet::new));
    }

    /** The value of the series with exactly these labels, written {@code a="b",}; null when there is none. */
    public Double value(String metric, String labels) {
        return series.get(labels.isEmpty() ? metric : metric + "{" + labels + "}");
    }

    /** Names of the labels that the series of a metric have, without those of buckets. */
    public Set<String> labels(String metric) {
        Set<String> names = new TreeSet<>();
        for (String one : series.keySet()) {
            String name = one.replaceFirst("\\{.*", "");
            if (name.equals(metric) || name.equals(metric + "_count")) {
                Matcher labels = LABEL.matcher(one);
                while (labels.find()) {
                    names.add(labels.group(1));
                }
            }
        }
        return names;
    }
}
