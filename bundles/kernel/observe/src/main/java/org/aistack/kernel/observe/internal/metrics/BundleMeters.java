package org.aistack.kernel.observe.internal.metrics;

import io.prometheus.client.Collector;
import io.prometheus.client.Histogram;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.DoubleAdder;
import java.util.function.DoubleSupplier;
import java.util.function.Function;
import java.util.function.Supplier;
import org.aistack.kernel.observe.Meters;
import org.aistack.kernel.observe.Trace;
import org.osgi.service.component.ComponentContext;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ServiceScope;
import org.slf4j.MDC;

/** The metrics of one bundle. They go when the bundle lets go of the service. */
@Component(service = Meters.class, scope = ServiceScope.BUNDLE)
public final class BundleMeters implements Meters {

    /** Seconds; the same everywhere, so that they can be added up. */
    static final double[] BUCKETS = {.005, .01, .025, .05, .075, .1, .25, .5, .75, 1, 2.5, 5, 7.5, 10};

    private final String symbolicName;
    private final Registries registries;
    private final Map<String, Object> metrics = new HashMap<>();

    @Activate
    public BundleMeters(ComponentContext context, @Reference Registries registries) {
        this(context.getUsingBundle().getSymbolicName(), registries);
    }

    BundleMeters(String symbolicName, Registries registries) {
        this.symbolicName = symbolicName;
        this.registries = registries;
    }

    @Deactivate
    synchronized void deactivate() {
        metrics.forEach((name, metric) -> {
            if (metric instanceof Labelled labelled) {
                registries.remove(labelled.collector());
            } else if (metric instanceof Collector collector) {
                registries.remove(collector);
            } else {
                registries.remove(name);
            }
        });
        metrics.clear();
    }

    @Override
    public Counter counter(String name, String help, String... labels) {
        return once(Counter.class, name, full -> {
            if (labels.length > 0) {
                return labelled(full, help, labels);
            }
            var number = new DoubleAdder();
            registries.add(describe(full, Description.COUNTER, help), new Reading(help, true, number::sum));
            return new PlainCounter(number);
        });
    }

    @Override
    public void gauge(String name, String help, DoubleSupplier value) {
        once(Object.class, name, full -> {
            registries.add(describe(full, Description.GAUGE, help), new Reading(help, false, value));
            return value;
        });
    }

    @Override
    public void gauges(
            String name, String help, String label, Supplier<? extends Map<String, ? extends Number>> values) {
        once(Object.class, name, full -> {
            var collector = new MapCollector(full, help, label, values);
            registries.add(collector, describe(full, Description.GAUGE, help, label));
            return collector;
        });
    }

    @Override
    public Timer timer(String name, String help, String... labels) {
        return once(Timer.class, name, full -> {
            var histogram = Histogram.build(full, help)
                    .labelNames(labels)
                    .buckets(BUCKETS)
                    .create();
            registries.add(histogram, describe(full, Description.HISTOGRAM, help, labels));
            return new LabelledTimer(histogram, new Children<>(histogram, full), new Exemplars());
        });
    }

    private LabelledCounter labelled(String name, String help, String... labels) {
        var counter = io.prometheus.client.Counter.build(name, help)
                .labelNames(labels)
                .create();
        registries.add(counter, describe(name, Description.COUNTER, help, labels));
        return new LabelledCounter(counter, new Children<>(counter, name));
    }

    private Description describe(String name, String type, String help, String... labels) {
        return new Description(name, type, List.of(labels), help, symbolicName);
    }

    private synchronized <T> T once(Class<T> type, String name, Function<String, T> make) {
        String full = Names.full(symbolicName, name);
        Object known = metrics.get(full);
        if (known == null) {
            known = make.apply(full);
            metrics.put(full, known);
        }
        return type.cast(known);
    }

    /** A metric that is a collector of its own. */
    private interface Labelled {
        Collector collector();
    }

    private record PlainCounter(DoubleAdder number) implements Counter {
        @Override
        public void add(String... labels) {
            number.add(1);
        }

        @Override
        public void add(double amount, String... labels) {
            number.add(amount);
        }
    }

    private record LabelledCounter(
            io.prometheus.client.Counter collector, Children<io.prometheus.client.Counter.Child> children)
            implements Counter, Labelled {
        @Override
        public void add(String... labels) {
            add(1, labels);
        }

        @Override
        public void add(double amount, String... labels) {
            children.of(labels).inc(amount);
        }

        @Override
        public void forget(String... labels) {
            children.forget(labels);
        }
    }

    private record LabelledTimer(Histogram collector, Children<Histogram.Child> children, Exemplars exemplars)
            implements Timer, Labelled {
        @Override
        public void record(double seconds, String... labels) {
            exemplars.observe(children.of(labels), seconds, MDC.get(Trace.TRACE_ID));
        }

        @Override
        public void forget(String... labels) {
            children.forget(labels);
        }
    }
}
