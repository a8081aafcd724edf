package org.aistack.rag.ingest.internal.work;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import javax.persistence.EntityManager;
import org.aistack.kernel.data.Store;
import org.aistack.rag.embedding.EmbeddingService;
import org.aistack.rag.ingest.internal.IngestMeters;
import org.aistack.rag.ingest.internal.index.Passages;
import org.aistack.rag.ingest.internal.store.Blobs;
import org.aistack.rag.ingest.internal.store.ChunkRow;
import org.aistack.rag.ingest.internal.store.Json;
import org.aistack.rag.ingest.internal.store.Vectors;
import org.aistack.rag.ingest.internal.store.VersionRow;
import org.aistack.rag.ingest.internal.text.CodePoints;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** From chunks to vectors: the stage embedded. Every batch is kept, so that a crash costs one batch. */
@Component(service = Embedding.class)
public final class Embedding {

    private static final int BATCH = 16;

    private final Store<EntityManager> store;
    private final Blobs blobs;
    private final Embedders embedders;
    private final IngestMeters meters;
    private final TaskQueue queue;

    @Activate
    public Embedding(
            @Reference(target = "(unit=ingest)") Store<EntityManager> store,
            @Reference Blobs blobs,
            @Reference Embedders embedders,
            @Reference IngestMeters meters,
            @Reference TaskQueue queue) {
        this.store = store;
        this.blobs = blobs;
        this.embedders = embedders;
        this.meters = meters;
        this.queue = queue;
    }

    private record Todo(long chunk, String language, String text, String model, boolean has) {}

    TaskQueue.Outcome embed(Lease lease) {
        List<Todo> chunks = chunks(lease);
        int kept = 0;
        int fresh = 0;
        int missing = 0;
        for (String language : languages(chunks)) {
            Optional<EmbeddingService> service = embedders.of(language);
            List<Todo> todo = new ArrayList<>();
            for (Todo chunk : chunks) {
                if (!chunk.language().equals(language)) {
                    continue;
                }
                boolean good = chunk.has()
                        && (service.isEmpty() || service.get().model().id().equals(chunk.model()));
                if (good) {
                    kept++;
                } else if (service.isPresent()) {
                    todo.add(chunk);
                } else {
                    missing += Embedders.LANGUAGES.contains(language) ? 1 : 0;
                }
            }
            if (service.isPresent()) {
                compute(lease, service.get(), todo);
                fresh += todo.size();
            }
        }
        meters.embedded(fresh, kept);
        int embedded = fresh;
        int reused = kept;
        int waiting = missing;
        return (work, document, version) -> {
            document.chunksEmbedded(embedded);
            document.chunksReused(reused);
            document.vectorsMissing(waiting);
        };
    }

    private static List<String> languages(List<Todo> chunks) {
        return chunks.stream().map(Todo::language).distinct().toList();
    }

    private List<Todo> chunks(Lease lease) {
        return store.read(em -> {
            VersionRow version = TaskQueue.version(em, lease);
            var points = CodePoints.of(blobs.text(lease.document(), version.textSha256()));
            return Passages.chunks(em, lease.document()).stream()
                    .map(c -> new Todo(c.id(), c.language(), text(c, points), c.model(), c.vector() != null))
                    .toList();
        });
    }

    /** Headings and table headers say what the words of a chunk are about. */
    private static String text(ChunkRow c, CodePoints points) {
        var text = new StringBuilder();
        String body = points.slice(c.startAt(), c.endAt());
        for (String heading : Json.strings(c.headingPath())) {
            if (!body.startsWith(heading)) {
                text.append(heading).append('\n');
            }
        }
        if (!c.context().isEmpty() && !body.contains(c.context())) {
            text.append(c.context()).append('\n');
        }
        return text.append(body).toString();
    }

    private void compute(Lease lease, EmbeddingService service, List<Todo> todo) {
        String model = service.model().id();
        for (int from = 0; from < todo.size(); from += BATCH) {
            List<Todo> some = todo.subList(from, Math.min(todo.size(), from + BATCH));
            List<EmbeddingService.Embedding> made = service.embed(
                    EmbeddingService.Purpose.PASSAGE,
                    some.stream().map(Todo::text).toList());
            List<String> vectors = new ArrayList<>();
            for (int i = 0; i < some.size(); i++) {
                boolean cut = made.get(i).truncated();
                vectors.add(Vectors.text(
                        cut ? pooled(service, some.get(i).text()) : made.get(i).vector()));
            }
            keep(lease, some, vectors, model);
        }
    }

    private void keep(Lease lease, List<Todo> some, List<String> vectors, String model) {
        queue.keep(lease, (work, document, version) -> {
            for (int i = 0; i < some.size(); i++) {
                ChunkRow row = work.session().find(ChunkRow.class, some.get(i).chunk());
                row.vector(vectors.get(i));
                row.model(model);
            }
        });
    }

    /** The mean of the parts of a text that is longer than the model reads. */
    private static float[] pooled(EmbeddingService service, String text) {
        List<String> parts = new ArrayList<>();
        halves(service, text, parts);
        float[] mean = new float[service.model().dimension()];
        for (EmbeddingService.Embedding part : service.embed(EmbeddingService.Purpose.PASSAGE, parts)) {
            for (int i = 0; i < mean.length; i++) {
                mean[i] += part.vector()[i];
            }
        }
        double length = 0;
        for (float value : mean) {
            length += (double) value * value;
        }
        for (int i = 0; i < mean.length; i++) {
            mean[i] = (float) (mean[i] / Math.max(1e-12, Math.sqrt(length)));
        }
        return mean;
    }

    private static void halves(EmbeddingService service, String text, List<String> parts) {
        int middle = text.length() / 2;
        while (middle > 0 && middle < text.length() && Character.isLowSurrogate(text.charAt(middle))) {
            middle++;
        }
        int space = text.indexOf(' ', middle);
        int cut = space > 0 && space < middle + 40 ? space : middle;
        for (String half : List.of(text.substring(0, cut), text.substring(cut))) {
            boolean tooLong = half.length() > 64
                    && service.embed(EmbeddingService.Purpose.PASSAGE, List.of(half))
                            .get(0)
                            .truncated();
            if (tooLong) {
                halves(service, half, parts);
            } else if (!half.isBlank()) {
                parts.add(half);
            }
        }
    }
}
