package org.aistack.rag.embedding;

import java.util.List;
import org.osgi.annotation.versioning.ProviderType;

/**
 * One embedding model. The service carries {@code language=zh|en}: a small model is good for one language only, and a text
 * goes to the model of its language.
 */
@ProviderType
public interface EmbeddingService {

    /** What the text is for; models may put a different instruction before each. */
    enum Purpose {
        QUERY,
        PASSAGE
    }

    /** Name, dimension, language of a model, and how many tokens it reads of a text. */
    record Model(String id, int dimension, String language, int window) {}

    Model model();

    /** Unit vectors of {@link Model#dimension}, in the order of {@code texts}. Deterministic. */
    List<Embedding> embed(Purpose purpose, List<String> texts);

    /**
     * A unit vector.
     *
     * @param truncated whether the text was longer than the model's window and its end was not read
     * @param tokens how many tokens of the model the text has; 0 when the model does not say
     */
    record Embedding(float[] vector, boolean truncated, int tokens) {

        public Embedding(float[] vector, boolean truncated) {
            this(vector, truncated, 0);
        }
    }
}
