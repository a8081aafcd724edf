package org.aistack.ai.models.internal;

import java.util.List;
import org.aistack.ai.natives.Encoder;
import org.aistack.rag.embedding.EmbeddingService;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** The built-in model for English. */
@Component(property = "language=en")
public final class EnglishModel implements EmbeddingService {

    private final LocalModel model;

    @Activate
    public EnglishModel(@Reference Encoder encoder, @Reference ModelsMeters meters) {
        model = new LocalModel(encoder, meters, "en");
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
