package org.aistack.rag.ingest.internal.work;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import org.aistack.rag.embedding.EmbeddingService;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ReferenceCardinality;
import org.osgi.service.component.annotations.ReferencePolicy;

/** The embedding models that are there at the moment, by language. */
@Component(service = Embedders.class)
public final class Embedders {

    /** Languages that a model may come for; text in others is found by its words alone. */
    static final List<String> LANGUAGES = List.of("zh", "en");

    private static final long SETTLING = TimeUnit.SECONDS.toNanos(15);

    private final Map<EmbeddingService, String> found = new ConcurrentHashMap<>();
    private final List<Runnable> listeners = new CopyOnWriteArrayList<>();
    private final long born = System.nanoTime();

    @Reference(cardinality = ReferenceCardinality.MULTIPLE, policy = ReferencePolicy.DYNAMIC)
    public void add(EmbeddingService service) {
        found.put(service, service.model().language());
        listeners.forEach(Runnable::run);
    }

    public void remove(EmbeddingService service) {
        found.remove(service);
    }

    void onArrival(Runnable action) {
        listeners.add(action);
    }

    void forget(Runnable action) {
        listeners.remove(action);
    }

    Optional<EmbeddingService> of(String language) {
        return found.entrySet().stream()
                .filter(e -> e.getValue().equals(language))
                .map(Map.Entry::getKey)
                .findFirst();
    }

    /** Whether models may still be on their way: just after the start, and none is there. */
    boolean settling() {
        return found.isEmpty() && System.nanoTime() - born < SETTLING;
    }
}
