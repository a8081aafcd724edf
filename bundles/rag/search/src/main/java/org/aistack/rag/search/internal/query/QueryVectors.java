package org.aistack.rag.search.internal.query;

import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.aistack.rag.embedding.EmbeddingService;
import org.aistack.rag.embedding.EmbeddingService.Purpose;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ReferenceCardinality;
import org.osgi.service.component.annotations.ReferencePolicy;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Vectors of questions and sentences, by whichever models are there now. What was asked lately is remembered. */
@Component(service = QueryVectors.class)
public final class QueryVectors {

    private static final Logger LOG = LoggerFactory.getLogger(QueryVectors.class);
    private static final int REMEMBERED = 2_000;

    /** A vector and the model it is of. */
    public record Vector(String model, float[] values) {}

    private record Key(String model, Purpose purpose, String text) {}

    private final Map<String, EmbeddingService> services = new ConcurrentHashMap<>();
    private final Map<Key, float[]> remembered = Collections.synchronizedMap(new LinkedHashMap<>(64, 0.75f, true) {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<Key, float[]> eldest) {
            return size() > REMEMBERED;
        }
    });

    @Reference(cardinality = ReferenceCardinality.MULTIPLE, policy = ReferencePolicy.DYNAMIC)
    public void add(EmbeddingService service) {
        services.put(service.model().language(), service);
    }

    public void remove(EmbeddingService service) {
        services.remove(service.model().language(), service);
    }

    /** The vector of a question; empty when no model speaks the language, or it fails. */
    public Optional<Vector> question(String language, String text) {
        return embed(language, Purpose.QUERY, List.of(text)).map(found -> found.get(0));
    }

    /** The vectors of sentences. */
    public Optional<List<Vector>> sentences(String language, List<String> texts) {
        return embed(language, Purpose.PASSAGE, texts);
    }

    private Optional<List<Vector>> embed(String language, Purpose purpose, List<String> texts) {
        EmbeddingService service = services.get(language);
        if (service == null) {
            return Optional.empty();
        }
        String model = service.model().id();
        Map<String, float[]> known = new LinkedHashMap<>();
        List<String> unknown = new ArrayList<>();
        for (String text : new LinkedHashSet<>(texts)) {
            float[] values = remembered.get(new Key(model, purpose, text));
            if (values != null) {
                known.put(text, values);
            } else {
                unknown.add(text);
            }
        }
        try {
            var embedded = unknown.isEmpty() ? List.<EmbeddingService.Embedding>of() : service.embed(purpose, unknown);
            for (int i = 0; i < unknown.size(); i++) {
                known.put(unknown.get(i), embedded.get(i).vector());
                remembered.put(
                        new Key(model, purpose, unknown.get(i)), embedded.get(i).vector());
            }
        } catch (RuntimeException e) {
            LOG.warn("no vectors from {}: {}", model, e.toString());
            return Optional.empty();
        }
        List<Vector> vectors = new ArrayList<>();
        texts.forEach(text -> vectors.add(new Vector(model, known.get(text))));
        return Optional.of(vectors);
    }
}
