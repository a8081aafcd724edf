package org.aistack.rag.search.internal;

import java.util.List;
import java.util.function.Predicate;
import java.util.function.Supplier;
import org.aistack.kernel.Kind;
import org.aistack.kernel.Problem;
import org.aistack.kernel.observe.Meters;
import org.aistack.rag.search.internal.index.Passages;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** Every metric, named once. */
@Component(service = SearchMeters.class)
public final class SearchMeters {

    private static final double NANOS = 1e9;

    private static final String HIT = "hit";
    private static final String EMPTY = "empty";
    private static final String ERROR = "error";

    private final Meters.Counter queries;
    private final Meters.Timer query;
    private final Meters.Timer leg;
    private final Meters.Timer answer;
    private final Meters.Counter abstained;
    private final Meters.Counter degraded;

    @Activate
    public SearchMeters(@Reference Meters meters, @Reference Passages passages) {
        queries = meters.counter("queries_total", "检索次数 · Queries.", "mode", "result");
        query = meters.timer("duration_seconds", "回答一次检索的时间 · Time to answer a query.", "mode");
        leg = meters.timer("leg_seconds", "一路检索的时间 · Time of one way of finding.", "leg");
        answer = meters.timer("answer_seconds", "回答一个问题的时间 · Time to answer a question.");
        abstained = meters.counter("abstained_total", "未作答的问题数 · Questions that were not answered.");
        degraded = meters.counter(
                "degraded_total", "缺少一路检索的次数 · Queries that had to do without one way of finding.", "leg");
        degraded.add(0, "vector");
        for (String mode : List.of("hybrid", "lexical", "vector", "exact")) {
            List.of(HIT, EMPTY, ERROR).forEach(result -> queries.add(0, mode, result));
        }
        meters.gauge("index_documents", "索引中的文档数 · Documents in the index.", () -> passages.documents());
        meters.gauge("index_generation", "索引的构建次数 · How often the index was built.", () -> passages.generation());
    }

    /**
     * Times and counts a query.
     *
     * @param found whether the result holds anything
     */
    public <T> T query(String mode, Supplier<T> work, Predicate<T> found) {
        String result = ERROR;
        try {
            T answered = timed(query, work, mode);
            result = found.test(answered) ? HIT : EMPTY;
            return answered;
        } catch (Problem refused) {
            // what the caller asked wrongly is no fault of the search
            result = refused.code().kind() == Kind.UNAVAILABLE ? ERROR : EMPTY;
            throw refused;
        } finally {
            queries.add(mode, result);
        }
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
