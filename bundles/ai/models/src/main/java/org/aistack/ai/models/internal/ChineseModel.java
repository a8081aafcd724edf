package org.aistack.ai.models.internal;

import java.util.List;
import org.aistack.ai.natives.Encoder;
import org.aistack.rag.embedding.EmbeddingService;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** The built-in model for Chinese. */
@Component(property = "language=zh")
public final class ChineseModel implements EmbeddingService {

    private final LocalModel model;

    @Activate
    public ChineseModel(@Reference Encoder encoder, @Reference ModelsMeters meters) {
        model = new LocalModel(encoder, meters, "zh");
    }

    @Override
    public Model model() {
        return model.model();
    }

    @Override
    public List<Embedding> embed(Purpose purpose, List<String> texts) {
        return model.embed(purpose, texts);
    }
}
