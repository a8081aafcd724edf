package org.aistack.rag.ingest.internal;

import java.util.Map;
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
    private static final String OTHER = "other";

    /** Short names of the formats that are common; all others are counted together. */
    private static final Map<String, String> FORMATS = Map.ofEntries(
            Map.entry("text/plain", "txt"),
            Map.entry("text/x-web-markdown", "md"),
            Map.entry("text/html", "html"),
            Map.entry("text/csv", "csv"),
            Map.entry("application/json", "json"),
            Map.entry("application/xml", "xml"),
            Map.entry("application/pdf", "pdf"),
            Map.entry("application/vnd.openxmlformats-officedocument.wordprocessingml.document", "docx"),
            Map.entry("application/vnd.openxmlformats-officedocument.spreadsheetml.sheet", "xlsx"),
            Map.entry("application/vnd.openxmlformats-officedocument.presentationml.presentation", "pptx"));

    private static final Map<String, String> RESULTS =
            Map.of("ready", "success", "stale", "stale", "failed", "failure", "needs_ocr", "needs_ocr");

    private final Meters meters;
    private final Meters.Counter documents;
    private final Meters.Timer duration;
    private final Meters.Counter computed;
    private final Meters.Counter reused;
    private final Meters.Timer stages;
    private final LongAdder computedTotal = new LongAdder();
    private final LongAdder reusedTotal = new LongAdder();

    @Activate
    public IngestMeters(@Reference Meters meters) {
        this.meters = meters;
        documents = meters.counter(
                "documents_total", "处理结束的文档数 · Documents that came to an end of their way.", "format", "result");
        duration =
                meters.timer("duration_seconds", "文档从开始处理到结束的时间 · Time from the begin of a document's way to its end.");
        computed = meters.counter("embeddings_computed_total", "新计算的向量数 · Vectors computed.");
        reused = meters.counter(
                "embeddings_reused_total", "因片段未变而沿用的向量数 · Vectors kept because the chunk did not change.");
        stages = meters.timer("stage_seconds", "一个处理阶段的时间 · Time of a stage.", "stage");
        for (String result : RESULTS.values()) {
            FORMATS.values().forEach(format -> documents.add(0, format, result));
            documents.add(0, OTHER, result);
        }
    }

    /** Shows how many tasks wait. */
    public void queue(java.util.function.DoubleSupplier depth) {
        meters.gauge("queue", "等待处理的文档数 · Documents waiting for a worker.", depth);
    }

    /**
     * A document came to an end of its way.
     *
     * @param mediaType what it is; may be null
     * @param state what became of it
     * @param seconds since it began
     */
    public void ended(String mediaType, String state, double seconds) {
        String format =
                mediaType == null ? OTHER : FORMATS.getOrDefault(mediaType.split(";", 2)[0], OTHER);
        documents.add(format, RESULTS.get(state));
        duration.record(seconds);
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
