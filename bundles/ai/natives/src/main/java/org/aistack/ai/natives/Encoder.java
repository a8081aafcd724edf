package org.aistack.ai.natives;

import java.util.List;
import java.util.Set;
import org.osgi.annotation.versioning.ProviderType;

/**
 * The built-in embedding models. The native libraries behind it can be loaded only once in the life of the server, so the
 * bundle with this service is replaced by a restart, never at run time.
 */
@ProviderType
public interface Encoder {

    /** Languages there is a model for, as ISO 639 codes. */
    Set<String> languages();

    /**
     * The model of a language. Asking loads nothing.
     *
     * @throws IllegalArgumentException for a language without one
     */
    Model model(String language);

    /**
     * Unit vectors of the texts, in their order. A text gets the same vector whatever it comes together with. The first call
     * for a language loads its model, which takes about a second.
     *
     * @throws IllegalArgumentException for a language without a model
     * @throws IllegalStateException when the model cannot be loaded or fails
     */
    List<Encoded> encode(String language, List<String> texts);

    /**
     * A model.
     *
     * @param id name with version
     * @param dimension length of its vectors
     * @param window tokens it reads of a text, the two that mark its ends included
     */
    record Model(String id, int dimension, int window) {}

    /**
     * A text as a vector.
     *
     * @param tokens how many tokens the whole text has
     * @param truncated whether those were more than the window, so that the end was not read
     */
    record Encoded(float[] vector, int tokens, boolean truncated) {}
}
