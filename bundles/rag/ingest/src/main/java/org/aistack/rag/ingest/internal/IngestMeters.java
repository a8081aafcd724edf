package org.aistack.rag.ingest.internal;

import java.util.concurrent.atomic.LongAdder;
import org.aistack.kernel.observe.Meters;
import org.aistack.rag.ingest.internal.work.Stage;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** Every metric, named once. */
@Component(service = IngestMeters.class)
public final class IngestMeters {

    private static final double NANOS = 1e9;

    private final Meters meters;
    private final Meters.Counter documents;
    private final Meters.Counter computed;
    private final Meters.Counter reused;
    private final Meters.Timer stages;
    private final LongAdder computedTotal = new LongAdder();
    private final LongAdder reusedTotal = new LongAdder();

    @Activate
    public IngestMeters(@Reference Meters meters) {
        this.meters = meters;
        documents = meters.counter("documents_total", "Documents that came to an end of their way", "state");
        computed = meters.counter("embeddings_computed_total", "Vectors computed");
        reused = meters.counter("embeddings_reused_total", "Vectors kept because the chunk did not change");
        stages = meters.timer("stage_seconds", "Time of a stage", "stage");
        for (String state : new String[] {"ready", "stale", "failed", "needs_ocr"}) {
            documents.add(0, state);
        }
    }

    /** Shows how many tasks wait. */
    public void queue(java.util.function.DoubleSupplier depth) {
        meters.gauge("queue_depth", "Documents waiting for a worker", depth);
    }

    public void ended(String state) {
        documents.add(state);
    }

    public void embedded(int fresh, int kept) {
        computed.add(fresh);
        reused.add(kept);
        computedTotal.add(fresh);
        reusedTotal.add(kept);
    }

    public void stage(Stage stage, long nanos) {
        stages.record(nanos / NANOS, stage.word());
    }

    public long computedTotal() {
        return computedTotal.sum();
    }

    public long reusedTotal() {
        return reusedTotal.sum();
    }
}
