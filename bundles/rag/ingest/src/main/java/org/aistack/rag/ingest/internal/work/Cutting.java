package org.aistack.rag.ingest.internal.work;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import javax.persistence.EntityManager;
import org.aistack.kernel.Ids;
import org.aistack.kernel.data.Store;
import org.aistack.kernel.data.Work;
import org.aistack.rag.ingest.internal.IngestSettings;
import org.aistack.rag.ingest.internal.store.Blobs;
import org.aistack.rag.ingest.internal.store.ChunkRow;
import org.aistack.rag.ingest.internal.store.CollectionRow;
import org.aistack.rag.ingest.internal.store.DocumentRow;
import org.aistack.rag.ingest.internal.store.Json;
import org.aistack.rag.ingest.internal.store.VersionRow;
import org.aistack.rag.ingest.internal.text.Canonical;
import org.aistack.rag.ingest.internal.text.Chunk;
import org.aistack.rag.ingest.internal.text.ChunkRules;
import org.aistack.rag.ingest.internal.text.Chunker;
import org.aistack.rag.ingest.internal.text.CodePoints;
import org.aistack.rag.ingest.internal.text.Languages;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** From canonical text to chunks: the stage chunked. A chunk that did not change keeps its vector. */
@Component(service = Cutting.class)
public final class Cutting {

    private static final int LONGEST_HEADING = 200;
    private static final int DEEPEST = 8;
    private static final int LONGEST_LOCATOR = 1000;
    private static final int SURE = 200;

    private final Store<EntityManager> store;
    private final Blobs blobs;
    private final IngestSettings settings;
    private final Ids ids;

    @Activate
    public Cutting(
            @Reference(target = "(unit=ingest)") Store<EntityManager> store,
            @Reference Blobs blobs,
            @Reference IngestSettings settings,
            @Reference Ids ids) {
        this.store = store;
        this.blobs = blobs;
        this.settings = settings;
        this.ids = ids;
    }

    private record Input(Canonical canonical, ChunkRules rules, String language) {}

    TaskQueue.Outcome chunk(Lease lease) {
        Input input = input(lease);
        List<Chunk> chunks = Chunker.chunks(input.canonical(), input.rules());
        var points = CodePoints.of(input.canonical().text());
        List<ChunkRow> rows = new ArrayList<>(chunks.size());
        for (Chunk chunk : chunks) {
            rows.add(row(lease, chunk, rows.size(), input, points));
        }
        return (work, document, version) -> store(work, lease, document, version, rows);
    }

    private Input input(Lease lease) {
        return store.read(em -> {
            DocumentRow document = em.find(DocumentRow.class, lease.document());
            if (document == null) {
                throw new Lease.Lost();
            }
            VersionRow version = TaskQueue.version(em, lease);
            String text = blobs.text(lease.document(), version.textSha256());
            CollectionRow collection = em.find(CollectionRow.class, document.collectionId());
            ChunkRules rules = collection == null
                    ? settings.rules()
                    : Json.settings(collection.settings()).rules(settings.rules());
            return new Input(Json.canonical(text, version.structure(), version.pages()), rules, version.language());
        });
    }

    private ChunkRow row(Lease lease, Chunk chunk, int place, Input input, CodePoints points) {
        String text = input.canonical().text().substring(chunk.start(), chunk.end());
        List<String> path = path(chunk.headingPath());
        String locator = chunk.locator() == null || chunk.locator().length() > LONGEST_LOCATOR ? null : chunk.locator();
        return new ChunkRow(
                ids.next(),
                lease.document(),
                lease.number(),
                place,
                points.at(chunk.start()),
                points.at(chunk.end()),
                chunk.page() == 0 ? null : chunk.page(),
                locator,
                chunk.shape().word(),
                language(text, input.language()),
                Json.write(path),
                chunk.context(),
                hash(text, path),
                tokens(text));
    }

    private static List<String> path(List<String> headings) {
        return headings.stream()
                .skip(Math.max(0, headings.size() - DEEPEST))
                .map(h -> h.length() > LONGEST_HEADING ? h.substring(0, h.offsetByCodePoints(0, 100)) : h)
                .toList();
    }

    /** The identity of a chunk; the model is kept beside it. */
    public static String hash(String text, List<String> path) {
        String identity = text.strip() + "\u0000" + String.join("\u0001", path) + "\u0000" + ChunkRules.VERSION;
        return Blobs.sha256(identity.getBytes(StandardCharsets.UTF_8));
    }

    /** A rough number: a Chinese character is about one token, a letter a quarter of one. */
    public static int tokens(String text) {
        double tokens =
                text.codePoints().mapToDouble(c -> c >= 0x2e80 ? 1 : 0.27).sum();
        return (int) Math.ceil(tokens);
    }

    /** The language of a chunk; short ones of a shared script are of the document's language. */
    public static String language(String text, String document) {
        Languages.Guess guess = Languages.guess(text);
        boolean shared = "Latn".equals(guess.script()) || "Cyrl".equals(guess.script()) || guess.script() == null;
        if (!shared || guess.language().equals(document)) {
            return guess.language();
        }
        boolean foreign = "zh".equals(document) || "ja".equals(document) || "ko".equals(document);
        if ("Latn".equals(guess.script()) && foreign) {
            // Latin words in a Chinese document are far more often English than anything else
            return text.length() > SURE ? guess.language() : "en";
        }
        return text.length() > SURE && guess.confidence() > 0.9 ? guess.language() : document;
    }

    private static void store(
            Work<EntityManager> work, Lease lease, DocumentRow document, VersionRow version, List<ChunkRow> rows) {
        EntityManager em = work.session();
        Map<String, Object[]> before = new HashMap<>();
        em.createQuery(
                        "select c.hash, c.vector, c.model from ChunkRow c where c.documentId = :id and c.vector is not null",
                        Object[].class)
                .setParameter("id", lease.document())
                .getResultList()
                .forEach(old -> before.put((String) old[0], old));
        em.createQuery("delete from ChunkRow c where c.documentId = :id")
                .setParameter("id", lease.document())
                .executeUpdate();
        for (ChunkRow row : rows) {
            Object[] old = before.get(row.hash());
            if (old != null) {
                row.vector((String) old[1]);
                row.model((String) old[2]);
            }
            em.persist(row);
        }
        document.chunks(rows.size());
        document.chunkNumber(lease.number());
        version.structure(null);
    }
}
