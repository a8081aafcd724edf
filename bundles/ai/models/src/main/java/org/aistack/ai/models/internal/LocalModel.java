package org.aistack.ai.models.internal;

import java.util.List;
import org.aistack.ai.natives.Encoder;
import org.aistack.kernel.Problem;
import org.aistack.rag.embedding.EmbeddingService;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A model of {@link Encoder}, with what it wants to read before a question. */
final class LocalModel implements EmbeddingService {

    private static final Logger LOG = LoggerFactory.getLogger(LocalModel.class);

    private final Encoder encoder;
    private final ModelsMeters meters;
    private final String instruction;
    private final Model model;

    LocalModel(Encoder encoder, ModelsMeters meters, String language, String instruction) {
        this.encoder = encoder;
        this.meters = meters;
        this.instruction = instruction;
        Encoder.Model card = encoder.model(language);
        model = new Model(card.id(), card.dimension(), language, card.window());
    }

    @Override
    public Model model() {
        return model;
    }

    @Override
    public List<Embedding> embed(Purpose purpose, List<String> texts) {
        List<String> prepared = purpose == Purpose.PASSAGE
                ? texts
                : texts.stream().map(instruction::concat).toList();
        try {
            return meters.embedding(model.id(), texts.size(), () -> encoder.encode(model.language(), prepared)).stream()
                    .map(e -> new Embedding(e.vector(), e.truncated(), e.tokens()))
                    .toList();
        } catch (IllegalStateException e) {
            LOG.error("model {} failed", model.id(), e);
            throw Problem.of(ModelsError.NO_EMBEDDING_MODEL);
        }
    }
}
