package org.aistack.kernel.observe.internal.metrics;

import io.prometheus.client.Collector.MetricFamilySamples;
import io.prometheus.client.Collector.MetricFamilySamples.Sample;
import io.prometheus.client.Collector.Type;
import java.util.List;
import java.util.Map;

/** Makes metric families of numbers. */
final class Families {

    private Families() {}

    static MetricFamilySamples of(String name, Type type, String help, double value) {
        return new MetricFamilySamples(name, type, help, List.of(new Sample(name, List.of(), List.of(), value)));
    }

    /** One sample for each value of a label. */
    static MetricFamilySamples of(
            String name, Type type, String help, String label, Map<String, ? extends Number> values) {
        List<Sample> samples = values.entrySet().stream()
                .map(entry -> new Sample(
                        name,
                        List.of(label),
                        List.of(entry.getKey()),
                        entry.getValue().doubleValue()))
                .toList();
        return new MetricFamilySamples(name, type, help, samples);
    }
}
