package org.aistack.kernel.observe.internal.metrics;

import com.codahale.metrics.MetricRegistry;
import io.prometheus.client.Collector;
import io.prometheus.client.Collector.MetricFamilySamples;
import io.prometheus.client.Collector.MetricFamilySamples.Sample;
import io.prometheus.client.exporter.common.TextFormat;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;

/**
 * Where all metrics are: numbers in a Dropwizard registry, whatever has labels or buckets in Prometheus collectors, both
 * out of one exposition. A metric that several bundles share is one family there.
 */
@Component(service = Registries.class)
public final class Registries {

    private static final String OWN = "org.aistack.kernel.observe";

    private final MetricRegistry numbers = new MetricRegistry();
    private final Map<Collector, List<Description>> collectors = new ConcurrentHashMap<>();
    private final Map<String, Description> described = new ConcurrentHashMap<>();

    @Activate
    public Registries() {
        add(new NumbersCollector(numbers));
        add(new JvmCollector(numbers));
        add(new ProcessCollector());
        add(new PoolCollector());
    }

    /** Adds a number without labels. */
    void add(Description description, Reading number) {
        numbers.register(description.name(), number);
        described.put(description.name(), description);
    }

    /** Takes a number without labels away. */
    void remove(String name) {
        numbers.remove(name);
        described.remove(name);
    }

    /** Adds a collector that says by its samples what they are. */
    void add(Collector collector) {
        collectors.put(collector, List.of());
    }

    /**
     * Adds the collector of one metric.
     *
     * @throws IllegalArgumentException when the name is not free
     */
    synchronized void add(Collector collector, Description description) {
        boolean taken = all().anyMatch(other -> other.name().equals(description.name()));
        if (taken && !description.shared()) {
            throw new IllegalArgumentException("there is a metric " + description.name() + " already");
        }
        collectors.put(collector, List.of(description));
    }

    void remove(Collector collector) {
        collectors.remove(collector);
    }

    /** What all metrics are, by name. */
    public SortedMap<String, Description> descriptions() {
        var found = new TreeMap<String, Description>();
        all().forEach(description -> found.put(description.name(), description));
        for (MetricFamilySamples family : families()) {
            String name = family.type == Collector.Type.COUNTER ? family.name + "_total" : family.name;
            found.computeIfAbsent(name, key -> new Description(name, type(family), labels(family), family.help, OWN));
        }
        return found;
    }

    private Stream<Description> all() {
        return Stream.concat(
                described.values().stream(), collectors.values().stream().flatMap(List::stream));
    }

    private static String type(MetricFamilySamples family) {
        return family.type.name().toLowerCase(java.util.Locale.ROOT);
    }

    private static List<String> labels(MetricFamilySamples family) {
        return family.samples.isEmpty() ? List.of() : family.samples.get(0).labelNames;
    }

    /** The content type for what a client accepts. */
    public String type(String accept) {
        return TextFormat.chooseContentType(accept);
    }

    /** All metrics as text. */
    public String text(String type) {
        var text = new StringWriter(1 << 16);
        try {
            TextFormat.writeFormat(type, text, Collections.enumeration(families()));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return text.toString();
    }

    /**
     * All families by name, each one once and each series in it once. Without the series that only say since when another
     * one is counted: they double the text and nobody asks for them.
     */
    private List<MetricFamilySamples> families() {
        Map<String, List<MetricFamilySamples>> named = collectors.keySet().stream()
                .flatMap(collector -> collector.collect().stream())
                .collect(Collectors.groupingBy(family -> family.name, TreeMap::new, Collectors.toList()));
        return named.values().stream().map(Registries::one).toList();
    }

    private static MetricFamilySamples one(List<MetricFamilySamples> parts) {
        MetricFamilySamples first = parts.get(0);
        String created = first.name + "_created";
        Map<List<Object>, Sample> samples = new LinkedHashMap<>();
        for (MetricFamilySamples part : parts) {
            for (Sample sample : part.samples) {
                if (!sample.name.equals(created)) {
                    samples.put(List.of(sample.name, sample.labelNames, sample.labelValues), sample);
                }
            }
        }
        return new MetricFamilySamples(first.name, first.unit, first.type, first.help, List.copyOf(samples.values()));
    }
}
