package org.aistack.ai.models.internal.rest;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import javax.ws.rs.POST;
import javax.ws.rs.Path;
import javax.ws.rs.Produces;
import javax.ws.rs.core.MediaType;
import org.aistack.ai.models.internal.Access;
import org.aistack.ai.models.internal.Embeddings;
import org.aistack.ai.models.internal.ModelsError;
import org.aistack.kernel.Check;
import org.aistack.kernel.KernelError;
import org.aistack.kernel.rest.Anyone;
import org.aistack.kernel.rest.Summary;
import org.aistack.rag.embedding.EmbeddingService.Embedding;
import org.aistack.rag.embedding.EmbeddingService.Purpose;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.jaxrs.whiteboard.propertytypes.JaxrsResource;

/** {@code /api/models/embeddings:compute}. */
@Component(service = EmbeddingsResource.class)
@JaxrsResource
@Path("embeddings:compute")
@Produces(MediaType.APPLICATION_JSON)
public final class EmbeddingsResource {

    private final Embeddings embeddings;
    private final Access access;

    @Activate
    public EmbeddingsResource(@Reference Embeddings embeddings, @Reference Access access) {
        this.embeddings = embeddings;
        this.access = access;
    }

    @POST
    @Anyone(signedIn = true)
    @Summary(zh = "计算文本的向量", en = "Computes vectors of texts")
    public Vectors compute(Texts request) {
        access.requireEmbedding();
        Purpose purpose = request.kind().equals("query") ? Purpose.QUERY : Purpose.PASSAGE;
        return Vectors.of(embeddings.embed(request.model(), request.language(), purpose, request.texts()));
    }

    /**
     * Texts to embed with one model.
     *
     * @param kind {@code passage} (default) or {@code query}
     * @param language {@code zh}, {@code en} or {@code auto} (default)
     * @param model id; null leaves it to the language
     */
    public record Texts(List<String> texts, String kind, String language, String model) {

        private static final int MOST = 256;
        private static final int LONGEST = 200_000;

        public Texts {
            kind = kind == null ? "passage" : kind;
            language = language == null ? Embeddings.AUTO : language;
            texts = texts == null ? List.of() : texts;
            var check = Check.that().items("/texts", texts, MOST);
            if (texts.isEmpty()) {
                check.fail("/texts", KernelError.REQUIRED);
            }
            for (int i = 0; i < Math.min(texts.size(), MOST); i++) {
                check.text("/texts/" + i, texts.get(i), 0, LONGEST);
            }
            if (!Set.of("query", "passage").contains(kind)) {
                check.fail("/kind", ModelsError.BAD_KIND);
            }
            if (!Set.of("zh", "en", Embeddings.AUTO).contains(language)) {
                check.fail("/language", ModelsError.UNSUPPORTED_LANGUAGE);
            }
            check.done();
        }
    }

    /** Unit vectors in the order of the texts. */
    public record Vectors(String model, int dimension, String language, boolean normalised, List<Item> items) {

        static Vectors of(Embeddings.Result result) {
            List<Item> items = new ArrayList<>();
            for (Embedding item : result.items()) {
                items.add(new Item(items.size(), item.vector(), item.truncated()));
            }
            var model = result.model();
            return new Vectors(model.id(), model.dimension(), model.language(), true, items);
        }
    }

    /** One text's vector. */
    public record Item(int index, float[] vector, boolean truncated) {}
}
