package org.aistack.kernel.observe.internal.metrics;

import com.codahale.metrics.MetricRegistry;
import io.prometheus.client.Collector;
import io.prometheus.client.Collector.MetricFamilySamples;
import io.prometheus.client.CollectorRegistry;
import io.prometheus.client.exporter.common.TextFormat;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;

/**
 * Where all metrics are: numbers in a Dropwizard registry, whatever has labels or buckets in Prometheus collectors, both
 * out of one exposition.
 */
@Component(service = Registries.class)
public final class Registries {

    private final MetricRegistry numbers = new MetricRegistry();
    private final CollectorRegistry collectors = new CollectorRegistry();

    @Activate
    public Registries() {
        collectors.register(new NumbersCollector(numbers));
        collectors.register(new JvmCollector(numbers));
        collectors.register(new ProcessCollector());
        collectors.register(new PoolCollector());
    }

    /** Adds a number without labels. */
    void add(String name, Reading number) {
        numbers.register(name, number);
    }

    void remove(String name) {
        numbers.remove(name);
    }

    /** Adds a collector; its names must be free. */
    void add(Collector collector) {
        collectors.register(collector);
    }

    void remove(Collector collector) {
        collectors.unregister(collector);
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

    /** Without the series that only say since when another one is counted: they double the text and nobody asks them. */
    private List<MetricFamilySamples> families() {
        List<MetricFamilySamples> families = new ArrayList<>();
        for (MetricFamilySamples family : Collections.list(collectors.metricFamilySamples())) {
            List<MetricFamilySamples.Sample> samples = family.samples.stream()
                    .filter(sample -> !sample.name.equals(family.name + "_created"))
                    .toList();
            families.add(new MetricFamilySamples(family.name, family.unit, family.type, family.help, samples));
        }
        families.sort(Comparator.comparing(family -> family.name));
        return families;
    }
}
