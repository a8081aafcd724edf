package org.aistack.rag.ingest.internal.shelf;

import java.util.Map;
import org.aistack.rag.ingest.internal.IngestMeters;
import org.aistack.rag.ingest.internal.work.QueueFigures;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** The figures of the capability; those about documents are only of documents the caller may read. */
@Component(service = Statistics.class)
public final class Statistics {

    private final Runs runs;
    private final QueueFigures queue;
    private final IngestMeters meters;

    @Activate
    public Statistics(@Reference Runs runs, @Reference QueueFigures queue, @Reference IngestMeters meters) {
        this.runs = runs;
        this.queue = queue;
        this.meters = meters;
    }

    /** Vectors since the start. */
    public record Embeddings(long computedTotal, long reusedTotal) {}

    /** Tasks by what they are doing. */
    public record Queue(long waiting, long running, long failed) {}

    /** All figures. */
    public record Figures(long documents, long chunks, Embeddings embeddings, Queue queue) {}

    public Figures now() {
        Map<String, Long> totals = runs.totals();
        long running = queue.running();
        return new Figures(
                totals.get("documents"),
                totals.get("chunks"),
                new Embeddings(meters.computedTotal(), meters.reusedTotal()),
                new Queue(Math.max(0, queue.count("open") - running), running, queue.count("failed")));
    }
}
