package org.aistack.kernel.observe.internal.metrics;

import io.prometheus.client.Collector;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Numbers by one label, read when somebody looks. */
final class MapCollector extends Collector {

    private static final Logger LOG = LoggerFactory.getLogger(MapCollector.class);

    private final String name;
    private final String help;
    private final String label;
    private final Supplier<? extends Map<String, ? extends Number>> values;
    private final LabelBound bound;

    MapCollector(String name, String help, String label, Supplier<? extends Map<String, ? extends Number>> values) {
        this.name = name;
        this.help = help;
        this.label = label;
        this.values = values;
        this.bound = new LabelBound(name, LabelBound.LIMIT);
    }

    @Override
    public List<MetricFamilySamples> collect() {
        try {
            Map<String, ? extends Number> read = values.get();
            Map<String, Number> shown = read.size() <= LabelBound.LIMIT ? Map.copyOf(read) : cut(read);
            return List.of(Families.of(name, Type.GAUGE, help, label, shown));
        } catch (RuntimeException e) {
            LOG.debug("{} cannot be read", name, e);
            return List.of();
        }
    }

    private Map<String, Number> cut(Map<String, ? extends Number> read) {
        return read.entrySet().stream()
                .filter(entry -> bound.admits(List.of(entry.getKey())))
                .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue));
    }
}
