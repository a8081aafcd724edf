package org.aistack.ops.notes.internal;

import java.util.function.LongSupplier;
import java.util.function.Supplier;
import org.aistack.kernel.observe.Meters;

/** Every metric, named once. */
final class NotesMeters {

    private static final double NANOS = 1e9;

    private final Meters.Counter created;
    private final Meters.Timer search;

    NotesMeters(Meters meters, LongSupplier active) {
        created = meters.counter("created_total", "新建便签数 · Notes written.");
        search = meters.timer("search_seconds", "列出或检索便签的时间 · Time to list or search notes.");
        meters.gauge("active", "未归档的便签数 · Notes that are not archived.", active::getAsLong);
    }

    void created() {
        created.add();
    }

    <T> T search(Supplier<T> query) {
        long start = System.nanoTime();
        try {
            return query.get();
        } finally {
            search.record((System.nanoTime() - start) / NANOS);
        }
    }
}
