package org.aistack.kernel.data.internal;

import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.aistack.kernel.data.internal.work.Measure;
import org.aistack.kernel.observe.Meters;

/** Every metric of the database, named once. The pool's own are read from its management beans. */
final class DataMeters implements Measure {

    private static final double NANOS = 1e-9;
    private static final String READ = "read";
    private static final String WRITE = "write";

    private static final Map<Outcome, String> NAMES = Stream.of(Outcome.values())
            .collect(Collectors.toUnmodifiableMap(o -> o, o -> o.name().toLowerCase(Locale.ROOT)));

    private final Meters.Timer queries;
    private final Meters.Counter transactions;

    DataMeters(Meters meters) {
        queries = meters.timer(
                "db_query_duration_seconds",
                "读取和整个工作单元的时间 · Reads and whole units of work of a store.",
                "capability",
                "operation");
        transactions = meters.counter(
                "db_transactions_total", "按结果统计的工作单元数 · Units of work and how they ended.", "capability", "result");
    }

    @Override
    public void opened(String unit) {
        NAMES.values().forEach(result -> transactions.add(0, unit, result));
    }

    @Override
    public void closed(String unit) {
        NAMES.values().forEach(result -> transactions.forget(unit, result));
        queries.forget(unit, READ);
        queries.forget(unit, WRITE);
    }

    @Override
    public void took(String unit, boolean write, long nanos) {
        queries.record(nanos * NANOS, unit, write ? WRITE : READ);
    }

    @Override
    public void ended(String unit, Outcome outcome) {
        transactions.add(unit, NAMES.get(outcome));
    }
}
