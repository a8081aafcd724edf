package org.aistack.kernel.observe.internal.metrics;

import com.codahale.metrics.MetricRegistry;
import io.prometheus.client.Collector;
import java.util.ArrayList;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The described numbers of a Dropwizard registry. */
final class NumbersCollector extends Collector {

    private static final Logger LOG = LoggerFactory.getLogger(NumbersCollector.class);

    private final MetricRegistry numbers;

    NumbersCollector(MetricRegistry numbers) {
        this.numbers = numbers;
    }

    @Override
    public List<MetricFamilySamples> collect() {
        List<MetricFamilySamples> families = new ArrayList<>();
        numbers.getGauges().forEach((name, gauge) -> {
            if (gauge instanceof Reading reading) {
                try {
                    families.add(Families.of(
                            name, reading.rising() ? Type.COUNTER : Type.GAUGE, reading.help(), reading.getValue()));
                } catch (RuntimeException e) {
                    // whoever is asked may be just going; the others are still worth showing
                    LOG.debug("{} cannot be read", name, e);
                }
            }
        });
        return families;
    }
}
