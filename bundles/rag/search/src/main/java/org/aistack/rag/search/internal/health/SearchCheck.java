package org.aistack.rag.search.internal.health;

import org.aistack.kernel.Problem;
import org.aistack.rag.search.internal.index.Passages;
import org.aistack.rag.search.internal.index.Reconciler;
import org.apache.felix.hc.api.FormattingResultLog;
import org.apache.felix.hc.api.HealthCheck;
import org.apache.felix.hc.api.Result;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** The index can be read, and holds everything. */
@Component(
        property = {HealthCheck.NAME + "=search.index", "hc.title=检索索引 · Search index", HealthCheck.TAGS + "=search"})
public final class SearchCheck implements HealthCheck {

    private final Passages passages;
    private final Reconciler reconciler;

    @Activate
    public SearchCheck(@Reference Passages passages, @Reference Reconciler reconciler) {
        this.passages = passages;
        this.reconciler = reconciler;
    }

    @Override
    public Result execute() {
        var log = new FormattingResultLog();
        try {
            log.info("generation {} with {} documents", passages.generation(), passages.documents());
            if (!passages.complete()) {
                log.warn("the index is being filled: {} documents so far", reconciler.done());
            } else if (reconciler.work() != null) {
                log.info("running: {}, {} documents so far", reconciler.work(), reconciler.done());
            }
        } catch (Problem e) {
            log.healthCheckError("the index cannot be read", e);
        }
        return new Result(log);
    }
}
