package org.aistack.ai.models.internal.health;

import org.aistack.ai.models.internal.Embeddings;
import org.apache.felix.hc.api.FormattingResultLog;
import org.apache.felix.hc.api.HealthCheck;
import org.apache.felix.hc.api.Result;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** There is an embedding model. Without one search goes on by words alone. */
@Component(
        property = {
            HealthCheck.NAME + "=models.embedding",
            "hc.title=向量模型 · Embedding models",
            HealthCheck.TAGS + "=models"
        })
public final class ModelsCheck implements HealthCheck {

    private final Embeddings embeddings;

    @Activate
    public ModelsCheck(@Reference Embeddings embeddings) {
        this.embeddings = embeddings;
    }

    @Override
    public Result execute() {
        var log = new FormattingResultLog();
        var models = embeddings.models();
        if (models.isEmpty()) {
            log.warn("no embedding model is available");
        } else {
            models.forEach(model -> log.info("{} for {}", model.id(), model.language()));
        }
        return new Result(log);
    }
}
