package org.aistack.rag.ingest.internal.work;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import java.util.function.Supplier;
import javax.persistence.EntityManager;
import org.aistack.kernel.access.Caller;
import org.aistack.kernel.data.Store;
import org.aistack.kernel.data.Work;
import org.aistack.kernel.testkit.RecordingMeters;
import org.aistack.kernel.testkit.TestCursors;
import org.aistack.kernel.testkit.TestDatabase;
import org.aistack.kernel.testkit.TestStore;
import org.aistack.rag.embedding.EmbeddingService;
import org.aistack.rag.ingest.DocumentCard;
import org.aistack.rag.ingest.Passage;
import org.aistack.rag.ingest.internal.IngestMeters;
import org.aistack.rag.ingest.internal.IngestSettings;
import org.aistack.rag.ingest.internal.TestSettings;
import org.aistack.rag.ingest.internal.index.Indexes;
import org.aistack.rag.ingest.internal.index.Passages;
import org.aistack.rag.ingest.internal.parse.ParserHome;
import org.aistack.rag.ingest.internal.parse.Parsers;
import org.aistack.rag.ingest.internal.shelf.Access;
import org.aistack.rag.ingest.internal.shelf.ChunkShelf;
import org.aistack.rag.ingest.internal.shelf.CollectionShelf;
import org.aistack.rag.ingest.internal.shelf.DocumentShelf;
import org.aistack.rag.ingest.internal.shelf.Intake;
import org.aistack.rag.ingest.internal.shelf.LibraryShelf;
import org.aistack.rag.ingest.internal.shelf.Runs;
import org.aistack.rag.ingest.internal.shelf.SourceShelf;
import org.aistack.rag.ingest.internal.shelf.Sources;
import org.aistack.rag.ingest.internal.store.Blobs;
import org.aistack.rag.search.PassageIndex;

/** Everything of the bundle on a throw-away database, without threads: a test takes each step itself. */
public final class Plant implements AutoCloseable {

    /** The end of the process at a write, as far as a test can tell. */
    static final class Crash extends Error {
        private static final long serialVersionUID = 1L;
    }

    /** A store that crashes before or after a chosen write. */
    static final class Fragile implements Store<EntityManager> {
        private final Store<EntityManager> store;
        private final AtomicInteger writes = new AtomicInteger();
        int crashBefore = -1;
        int crashAfter = -1;

        int writes() {
            return writes.get();
        }

        Fragile(Store<EntityManager> store) {
            this.store = store;
        }

        @Override
        public <T> T read(Function<EntityManager, T> query) {
            return store.read(query);
        }

        @Override
        public <T> T write(Function<Work<EntityManager>, T> change) {
            int number = writes.getAndIncrement();
            if (number == crashBefore) {
                throw new Crash();
            }
            T result = store.write(change);
            if (number == crashAfter) {
                throw new Crash();
            }
            return result;
        }
    }

    /** An index that remembers. */
    public static final class Shelf implements PassageIndex {
        public final Map<String, DocumentCard> cards = new HashMap<>();
        public final Map<String, List<Passage>> passages = new HashMap<>();

        @Override
        public void put(DocumentCard card, List<Passage> all) {
            cards.put(card.id(), card);
            passages.put(card.id(), List.copyOf(all));
        }

        @Override
        public void remove(String documentId) {
            cards.remove(documentId);
            passages.remove(documentId);
        }

        @Override
        public void refresh() {}
    }

    /** A model that counts. */
    public static final class Model implements EmbeddingService {
        public final List<String> texts = new ArrayList<>();
        private final String language;

        public Model(String language) {
            this.language = language;
        }

        @Override
        public EmbeddingService.Model model() {
            return new EmbeddingService.Model("test-" + language, 2, language, 512);
        }

        @Override
        public List<Embedding> embed(Purpose purpose, List<String> some) {
            texts.addAll(some);
            return some.stream()
                    .map(t -> new Embedding(new float[] {1, t.length()}, false))
                    .toList();
        }
    }

    public final TestDatabase database;
    public final TestStore tables;
    public final Fragile store;
    public final Shelf index = new Shelf();
    public final Model zh = new Model("zh");
    public final Model en = new Model("en");
    public final IngestSettings settings;
    public final Blobs blobs;
    private final Parsers parsers;
    public Progress progress;
    public IngestMeters meters;
    public Access access;
    public TaskQueue queue;
    public Pipeline pipeline;
    public Indexes indexes;
    public Embedders embedders;
    public DocumentShelf documents;
    public ChunkShelf chunks;
    public CollectionShelf collections;
    public Intake intake;
    public Runs runs;
    public LibraryShelf library;
    public final Sources sources = new Sources();
    public SourceShelf knowledge;

    public Plant(TestDatabase database, Path folder) {
        this.database = database;
        tables = database.store("ingest");
        store = new Fragile(tables);
        settings = TestSettings.defaults();
        blobs = new Blobs(folder.resolve("files"));
        Path classes = Path.of("target/classes").toAbsolutePath();
        parsers = new Parsers(settings, new ParserHome(classes.resolve("worker"), classes), folder.resolve("work"));
        start();
    }

    /** Makes all components anew, as after a restart of the process. */
    public void start() {
        var ids = database.ids();
        var clock = database.clock();
        var guard = database.guard();
        var cursors = new TestCursors();
        progress = new Progress(clock);
        meters = new IngestMeters(new RecordingMeters());
        access = new Access(store, guard, sources);
        queue = new TaskQueue(store, progress, ids, clock, "plant-" + ids.next());
        var passages = new Passages(store, blobs);
        indexes = new Indexes(passages);
        indexes.add(index);
        embedders = new Embedders();
        embedders.add(zh);
        embedders.add(en);
        var reading = new Reading(store, blobs, parsers, settings);
        var cutting = new Cutting(store, blobs, settings, ids);
        var embedding = new Embedding(store, blobs, embedders, meters, queue);
        pipeline = new Pipeline(store, queue, reading, cutting, embedding, embedders, indexes, meters, clock);
        documents = new DocumentShelf(store, access, blobs, indexes, progress, cursors, ids, clock);
        chunks = new ChunkShelf(store, access, blobs, cursors);
        collections = new CollectionShelf(store, access, documents, cursors, ids, clock);
        runs = new Runs(store, access, queue, progress, clock);
        intake = new Intake(store, access, blobs, runs, settings, ids, clock);
        knowledge = new SourceShelf(store, guard, intake, documents);
        library = new LibraryShelf(store, access, documents, passages);
        queue.takeOver();
    }

    /** Works until nothing is due. */
    public void work() {
        asSystem(() -> {
            for (Optional<Lease> lease = queue.claim(); lease.isPresent(); lease = queue.claim()) {
                pipeline.run(lease.get(), () -> true).map(List::of).ifPresent(pipeline::publish);
            }
            return null;
        });
    }

    public <T> T asSystem(Supplier<T> action) {
        return as(Caller.SYSTEM, action);
    }

    public <T> T as(Caller caller, Supplier<T> action) {
        try {
            return database.guard().runAs(caller, action::get);
        } catch (RuntimeException e) {
            throw e;
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }

    @Override
    public void close() {
        parsers.close();
        tables.close();
    }
}
