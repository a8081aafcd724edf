package org.aistack.kernel.observe.internal.metrics;

import io.prometheus.client.SimpleCollector;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** The series of one metric, found with one look-up and bounded in number. */
final class Children<C> {

    private final SimpleCollector<C> collector;
    private final LabelBound bound;
    private final Map<List<String>, C> known = new ConcurrentHashMap<>();

    Children(SimpleCollector<C> collector, String metric) {
        this.collector = collector;
        bound = new LabelBound(metric, LabelBound.LIMIT);
    }

    C of(String... labels) {
        List<String> key = List.of(labels);
        C child = known.get(key);
        return child == null ? admit(key, labels) : child;
    }

    private C admit(List<String> key, String... labels) {
        return bound.admits(key)
                ? known.computeIfAbsent(key, k -> collector.labels(labels))
                : collector.labels(bound.admit(labels));
    }

    void forget(String... labels) {
        known.remove(List.of(labels));
        bound.forget(labels);
        collector.remove(labels);
    }
}
