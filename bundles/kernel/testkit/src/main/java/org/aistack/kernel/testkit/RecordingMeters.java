package org.aistack.kernel.testkit;

import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.DoubleSupplier;
import java.util.function.Supplier;
import org.aistack.kernel.observe.Meters;

/** Meters that a test can read. */
public final class RecordingMeters implements Meters {

    private final Map<String, List<String>> labels = new ConcurrentHashMap<>();
    private final Map<Series, Double> sums = new ConcurrentHashMap<>();
    private final Map<Series, Integer> counts = new ConcurrentHashMap<>();
    private final Map<String, DoubleSupplier> gauges = new ConcurrentHashMap<>();

    private final Map<String, Supplier<? extends Map<String, ? extends Number>>> families = new ConcurrentHashMap<>();

    private record Series(String name, List<String> labels) {}

    @Override
    public Counter counter(String name, String help, String... names) {
        labels.put(name, List.of(names));
        return new Counter() {
            @Override
            public void add(String... values) {
                add(1, values);
            }

            @Override
            public void add(double amount, String... values) {
                record(name, amount, values);
            }
        };
    }

    @Override
    public void gauge(String name, String help, DoubleSupplier value) {
        gauges.put(name, value);
    }

    @Override
    public void gauges(
            String name, String help, String label, Supplier<? extends Map<String, ? extends Number>> values) {
        families.put(name, values);
    }

    @Override
    public Timer timer(String name, String help, String... names) {
        labels.put(name, List.of(names));
        return (seconds, values) -> record(name, seconds, values);
    }

    private void record(String name, double amount, String... values) {
        if (labels.get(name).size() != values.length) {
            throw new IllegalArgumentException(name + " has the labels " + labels.get(name));
        }
        var series = new Series(name, List.of(values));
        sums.merge(series, amount, Double::sum);
        counts.merge(series, 1, Integer::sum);
    }

    /** The value of a counter, the sum of a timer in seconds; 0 when nothing was recorded. */
    public double sum(String name, String... values) {
        return sums.getOrDefault(new Series(name, List.of(values)), 0.0);
    }

    /** How often a counter or timer was used. */
    public int count(String name, String... values) {
        return counts.getOrDefault(new Series(name, List.of(values)), 0);
    }

    /** What a gauge shows now. */
    public double gauge(String name) {
        return gauges.get(name).getAsDouble();
    }

    /** What a family of gauges shows now for one value of its label. */
    public double gauge(String name, String labelled) {
        return families.get(name).get().get(labelled).doubleValue();
    }
}
