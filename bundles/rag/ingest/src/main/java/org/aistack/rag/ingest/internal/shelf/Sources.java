package org.aistack.rag.ingest.internal.shelf;

import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Predicate;
import org.aistack.rag.knowledge.KnowledgeSource;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ReferenceCardinality;
import org.osgi.service.component.annotations.ReferencePolicy;

/** The capabilities that are there at the moment and whose texts are documents. */
@Component(service = Sources.class)
public final class Sources {

    private final Map<KnowledgeSource, String> found = new ConcurrentHashMap<>();
    private final List<Runnable> listeners = new CopyOnWriteArrayList<>();

    @Reference(cardinality = ReferenceCardinality.MULTIPLE, policy = ReferencePolicy.DYNAMIC)
    public void add(KnowledgeSource source) {
        found.put(source, source.capability());
        listeners.forEach(Runnable::run);
    }

    public void remove(KnowledgeSource source) {
        found.remove(source);
    }

    /** Calls {@code action} whenever a source comes. */
    public void onArrival(Runnable action) {
        listeners.add(action);
    }

    public void forget(Runnable action) {
        listeners.remove(action);
    }

    public List<KnowledgeSource> all() {
        return List.copyOf(found.keySet());
    }

    /** Names of those whose permission passes. */
    List<String> open(Predicate<String> permitted) {
        return found.entrySet().stream()
                .filter(e -> permitted.test(e.getKey().permission()))
                .map(Map.Entry::getValue)
                .distinct()
                .toList();
    }
}
