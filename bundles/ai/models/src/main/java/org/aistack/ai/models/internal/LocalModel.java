package org.aistack.ai.models.internal;

import java.util.List;
import org.aistack.ai.natives.Encoder;
import org.aistack.kernel.Problem;
import org.aistack.rag.embedding.EmbeddingService;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A model of {@link Encoder}. The family knows an instruction to be put before questions; with these models it was measured
 * to gain nothing in English and to lose a little in Chinese, so both purposes read the plain text.
 */
final class LocalModel implements EmbeddingService {

    private static final Logger LOG = LoggerFactory.getLogger(LocalModel.class);

    private final Encoder encoder;
    private final ModelsMeters meters;
    private final Model model;

    LocalModel(Encoder encoder, ModelsMeters meters, String language) {
        this.encoder = encoder;
        this.meters = meters;
        Encoder.Model card = encoder.model(language);
        model = new Model(card.id(), card.dimension(), language, card.window());
        meters.begin(card.id());
    }

    @Override
    public Model model() {
        return model;
    }

    @Override
    public List<Embedding> embed(Purpose purpose, List<String> texts) {
        try {
            return meters.embedding(model.id(), texts.size(), () -> encoder.encode(model.language(), texts)).stream()
                    .map(e -> new Embedding(e.vector(), e.truncated(), e.tokens()))
                    .toList();
        } catch (IllegalStateException e) {
            LOG.error("model {} failed", model.id(), e);
            throw Problem.of(ModelsError.NO_EMBEDDING_MODEL);
        }
    }
}
