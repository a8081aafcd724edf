package org.aistack.ai.models.internal;

import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import org.aistack.kernel.Problem;
import org.aistack.rag.embedding.EmbeddingService;
import org.aistack.rag.embedding.EmbeddingService.Embedding;
import org.aistack.rag.embedding.EmbeddingService.Model;
import org.aistack.rag.embedding.EmbeddingService.Purpose;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ReferenceCardinality;
import org.osgi.service.component.annotations.ReferencePolicy;

/** All embedding models there are, whoever brings them. */
@Component(service = Embeddings.class)
public final class Embeddings {

    /** Says that the script of the texts decides. */
    public static final String AUTO = "auto";

    private final List<EmbeddingService> services = new CopyOnWriteArrayList<>();

    @Reference(cardinality = ReferenceCardinality.MULTIPLE, policy = ReferencePolicy.DYNAMIC)
    void add(EmbeddingService service) {
        services.add(service);
    }

    void remove(EmbeddingService service) {
        services.remove(service);
    }

    /** Vectors and the model that made them. */
    public record Result(Model model, List<Embedding> items) {}

    public List<Model> models() {
        return services.stream()
                .map(EmbeddingService::model)
                .sorted(Comparator.comparing(Model::id))
                .toList();
    }

    public Optional<Model> model(String id) {
        return models().stream().filter(m -> m.id().equals(id)).findFirst();
    }

    /**
     * Embeds texts with one model.
     *
     * @param id the model; null leaves it to {@code language}
     * @param language {@code zh}, {@code en} or {@link #AUTO}
     * @throws Problem when there is no such model, or none at all
     */
    public Result embed(String id, String language, Purpose purpose, List<String> texts) {
        if (services.isEmpty()) {
            throw Problem.of(ModelsError.NO_EMBEDDING_MODEL);
        }
        String wanted = AUTO.equals(language) ? Script.language(texts) : language;
        EmbeddingService service = services.stream()
                .filter(s -> id == null
                        ? s.model().language().equals(wanted)
                        : s.model().id().equals(id))
                .findFirst()
                .orElseThrow(() -> id != null
                        ? Problem.at("/model", ModelsError.UNKNOWN_MODEL, id)
                        : Problem.of(ModelsError.NO_EMBEDDING_MODEL));
        if (!AUTO.equals(language) && !service.model().language().equals(language)) {
            throw Problem.at("/language", ModelsError.UNSUPPORTED_LANGUAGE);
        }
        return new Result(service.model(), service.embed(purpose, texts));
    }
}
