package org.aistack.rag.ingest.internal.health;

import java.time.Clock;
import java.time.Duration;
import java.time.LocalDateTime;
import java.util.Optional;
import org.aistack.rag.ingest.internal.Moments;
import org.aistack.rag.ingest.internal.index.Indexes;
import org.aistack.rag.ingest.internal.work.QueueFigures;
import org.apache.felix.hc.api.FormattingResultLog;
import org.apache.felix.hc.api.HealthCheck;
import org.apache.felix.hc.api.Result;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** The queue moves. */
@Component(
        property = {HealthCheck.NAME + "=ingest.queue", "hc.title=处理队列 · Document queue", HealthCheck.TAGS + "=ingest"})
public final class IngestCheck implements HealthCheck {

    private static final Duration OLD = Duration.ofMinutes(30);

    private final QueueFigures queue;
    private final Indexes indexes;
    private final Clock clock;

    @Activate
    public IngestCheck(@Reference QueueFigures queue, @Reference Indexes indexes, @Reference Clock clock) {
        this.queue = queue;
        this.indexes = indexes;
        this.clock = clock;
    }

    @Override
    public Result execute() {
        var log = new FormattingResultLog();
        try {
            Optional<LocalDateTime> oldest = queue.oldest();
            log.info("{} documents wait", queue.count("open"));
            if (!indexes.present()) {
                log.warn("there is no index: documents wait for it");
            } else if (oldest.isPresent()
                    && oldest.get().isBefore(Moments.now(clock).minus(OLD))) {
                log.warn("a document waits since {}", oldest.get());
            }
        } catch (RuntimeException e) {
            log.healthCheckError("the queue cannot be read", e);
        }
        return new Result(log);
    }
}
