package org.aistack.rag.search.internal;

import java.util.function.Supplier;
import org.aistack.kernel.observe.Meters;
import org.aistack.rag.search.internal.index.Passages;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** Every metric, named once. */
@Component(service = SearchMeters.class)
public final class SearchMeters {

    private static final double NANOS = 1e9;

    private final Meters.Timer query;
    private final Meters.Timer leg;
    private final Meters.Timer answer;
    private final Meters.Counter abstained;
    private final Meters.Counter degraded;

    @Activate
    public SearchMeters(@Reference Meters meters, @Reference Passages passages) {
        query = meters.timer("query_seconds", "Time to answer a query", "mode");
        leg = meters.timer("leg_seconds", "Time of one way of finding", "leg");
        answer = meters.timer("answer_seconds", "Time to answer a question");
        abstained = meters.counter("abstained_total", "Questions that were not answered");
        degraded = meters.counter("degraded_total", "Queries that had to do without one way of finding", "leg");
        meters.gauge("index_documents", "Documents in the index", () -> passages.documents());
        meters.gauge("index_generation", "How often the index was built", () -> passages.generation());
    }

    public <T> T query(String mode, Supplier<T> work) {
        return timed(query, work, mode);
    }

    public <T> T leg(String name, Supplier<T> work) {
        return timed(leg, work, name);
    }

    public <T> T answer(Supplier<T> work) {
        return timed(answer, work);
    }

    public void abstained() {
        abstained.add();
    }

    public void degraded(String name) {
        degraded.add(name);
    }

    private static <T> T timed(Meters.Timer timer, Supplier<T> work, String... labels) {
        long start = System.nanoTime();
        try {
            return work.get();
        } finally {
            timer.record((System.nanoTime() - start) / NANOS, labels);
        }
    }
}
