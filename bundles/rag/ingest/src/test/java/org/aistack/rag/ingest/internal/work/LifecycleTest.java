package org.aistack.rag.ingest.internal.work;

import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertFalse;
import static org.junit.Assert.assertNotEquals;
import static org.junit.Assert.assertNotNull;
import static org.junit.Assert.assertNull;
import static org.junit.Assert.assertTrue;

import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.aistack.kernel.Id;
import org.aistack.kernel.KernelError;
import org.aistack.kernel.Problem;
import org.aistack.kernel.access.Caller;
import org.aistack.kernel.catalog.IntegrityCheck;
import org.aistack.kernel.listing.ListRequest;
import org.aistack.kernel.testkit.TestDatabase;
import org.aistack.kernel.testkit.TestGuard;
import org.aistack.rag.embedding.EmbeddingService;
import org.aistack.rag.ingest.DocumentReady;
import org.aistack.rag.ingest.DocumentRemoved;
import org.aistack.rag.ingest.DocumentStored;
import org.aistack.rag.ingest.Passage;
import org.aistack.rag.ingest.internal.IngestError;
import org.aistack.rag.ingest.internal.check.DocumentCheck;
import org.aistack.rag.ingest.internal.check.FileCheck;
import org.aistack.rag.ingest.internal.shelf.ChunkShelf;
import org.aistack.rag.ingest.internal.shelf.DocumentFilters;
import org.aistack.rag.ingest.internal.shelf.Incoming;
import org.aistack.rag.ingest.internal.store.Blobs;
import org.aistack.rag.ingest.internal.text.CodePoints;
import org.aistack.rag.ingest.internal.view.Acl;
import org.aistack.rag.ingest.internal.view.CollectionContent;
import org.aistack.rag.ingest.internal.view.DocumentChange;
import org.aistack.rag.ingest.internal.view.DocumentView;
import org.aistack.rag.ingest.internal.view.NewDocument;
import org.junit.After;
import org.junit.Before;
import org.junit.Rule;
import org.junit.Test;
import org.junit.rules.TemporaryFolder;

/** Documents on their way, and everything that can come in between. */
public class LifecycleTest {

    @Rule
    public final TemporaryFolder folder = new TemporaryFolder();

    private Plant plant;

    @Before
    public void start() {
        plant = new Plant(database(), folder.getRoot().toPath());
    }

    protected TestDatabase database() {
        return TestDatabase.memory();
    }

    @After
    public void stop() {
        plant.close();
    }

    private static NewDocument words(String text, String externalId, Acl acl) {
        return new NewDocument(
                text,
                null,
                null,
                "Title",
                null,
                externalId,
                null,
                List.of("a", "b"),
                "c",
                Map.of("k", 1),
                acl,
                null,
                null,
                null,
                null);
    }

    private DocumentView bring(String text, String externalId) {
        return plant.intake.accept(Incoming.text(words(text, externalId, null))).document();
    }

    private DocumentView file(String name, byte[] bytes) throws Exception {
        File file = folder.newFile();
        Files.write(file.toPath(), bytes);
        return plant.intake
                .accept(Incoming.file(
                        file.toPath(), bytes.length, Blobs.sha256(bytes), name, "x/y", NewDocument.NOTHING))
                .document();
    }

    private DocumentView get(DocumentView document) {
        return plant.documents.get(document.id());
    }

    private static String long200(int edited) {
        return Stream.iterate(0, i -> i + 1)
                .limit(200)
                .map(i -> "Paragraph " + i + (i == edited ? " was edited." : " tells of item " + i * 7 + ".")
                        + " It goes on for a while, so that it is as long as a usual paragraph.")
                .collect(Collectors.joining("\n\n"));
    }

    @Test
    public void goesFromTextToTheIndex() {
        DocumentView taken = bring("采购付款制度\n\n供应商货款的付款期限为验收后三十天。🙂", null);
        assertEquals("processing", taken.state());
        plant.work();
        DocumentView done = get(taken);
        assertEquals("ready", done.state());
        assertEquals("done", done.stage());
        assertEquals("zh", done.language());
        assertEquals(1.0, done.progress(), 0);
        assertEquals(1, done.lastRun().chunksEmbedded());
        List<Passage> passages = plant.index.passages.get(taken.id());
        String text = plant.documents.text(taken.id(), null).text();
        for (Passage p : passages) {
            assertEquals(p.text(), CodePoints.of(text).slice(p.start(), p.end()));
            assertNotNull(p.vector());
            assertEquals("test-zh", p.model());
        }
        assertEquals(
                List.of(DocumentStored.class, DocumentReady.class),
                plant.database.events().stream().map(Object::getClass).toList());
    }

    @Test
    public void readsAFileInTheParserProcess() throws Exception {
        DocumentView taken = file("../../测试 报告（终）.html", "<h1>Pumps</h1><p>The pump is blue.</p>".getBytes());
        assertEquals("测试 报告（终）.html", taken.fileName());
        plant.work();
        assertEquals("text/html", get(taken).mediaType());
        assertEquals(
                "Pumps\nThe pump is blue.",
                plant.documents.text(taken.id(), null).text());
        assertEquals(
                List.of("Pumps"), plant.index.passages.get(taken.id()).get(0).headingPath());
        try (Stream<Path> left = Files.walk(folder.getRoot().toPath().resolve("files"))) {
            assertEquals(2, left.filter(Files::isRegularFile).count());
        }
    }

    @Test
    public void failsAndSaysWhy() throws Exception {
        DocumentView empty = file("empty.pdf", new byte[0]);
        DocumentView good = bring("Good text.", null);
        plant.work();
        DocumentView failed = get(empty);
        assertEquals("failed", failed.state());
        assertEquals("ingest.unreadable", failed.failure().code());
        assertEquals("parsed", failed.failure().stage());
        assertFalse(failed.failure().retryable());
        assertEquals("ready", get(good).state());
        assertFalse(plant.index.cards.containsKey(empty.id()));
    }

    @Test
    public void sameBytesAreNothingNewAndOtherBytesAVersion() {
        DocumentView first = bring(long200(-1), "X-1");
        plant.work();
        int before = plant.en.texts.size();
        var same = plant.intake.accept(Incoming.text(words(long200(-1), "X-1", null)));
        assertFalse(same.created());
        assertEquals(first.id(), same.document().id());
        assertEquals(1, same.document().version().number());
        assertEquals("ready", same.document().state());
        plant.work();
        assertEquals(before, plant.en.texts.size());

        DocumentView next = bring(long200(100), "X-1");
        assertEquals(first.id(), next.id());
        assertEquals(2, next.version().number());
        plant.work();
        DocumentView done = get(next);
        assertTrue(String.valueOf(done.lastRun()), done.lastRun().chunksEmbedded() <= 3);
        assertEquals(
                done.lastRun().chunksTotal(),
                done.lastRun().chunksEmbedded() + done.lastRun().chunksReused());
        assertEquals(2, plant.index.cards.get(first.id()).version());
        assertTrue(plant.documents.text(first.id(), 1).text().contains("item 700"));
        assertFalse(plant.documents.text(first.id(), 2).text().contains("item 700"));
        assertEquals(2, plant.documents.versions(first.id()).size());
    }

    @Test
    public void comesToTheSameEndWhereverItWasKilled() throws Exception {
        DocumentView model = bring(long200(-1), "model");
        plant.work();
        int chunks = get(model).counts().chunks();
        for (int at = 0; at < 40; at++) {
            boolean before = at % 2 == 0;
            DocumentView taken = bring(long200(-1), "killed-" + at);
            plant.store.crashBefore = before ? plant.store.writes() + at / 2 : -1;
            plant.store.crashAfter = before ? -1 : plant.store.writes() + at / 2;
            boolean crashed = false;
            try {
                plant.work();
            } catch (Plant.Crash e) {
                crashed = true;
            }
            plant.store.crashBefore = -1;
            plant.store.crashAfter = -1;
            plant.start();
            plant.work();
            DocumentView done = get(taken);
            assertEquals("at " + at, "ready", done.state());
            assertEquals("at " + at, chunks, done.counts().chunks());
            List<Passage> passages = plant.index.passages.get(taken.id());
            assertEquals("at " + at, chunks, passages.size());
            assertEquals(
                    "at " + at,
                    chunks,
                    passages.stream().map(Passage::start).distinct().count());
            assertTrue("at " + at, passages.stream().allMatch(p -> p.vector() != null));
            assertEquals(
                    "at " + at,
                    1,
                    plant.database.events().stream()
                            .filter(e -> e instanceof DocumentReady r
                                    && r.documentId().equals(taken.id()))
                            .count());
            if (!crashed) {
                assertTrue("only " + at + " places to crash", at > 12);
                return;
            }
        }
    }

    @Test
    public void waitsForTheIndexAndForModels() throws Exception {
        plant.indexes.remove(plant.index);
        DocumentView taken = bring("The pump is blue.", null);
        plant.work();
        assertEquals("embedded", get(taken).stage());
        plant.indexes.add(plant.index);
        plant.queue.hurry(Stage.EMBEDDED);
        plant.work();
        assertEquals("ready", get(taken).state());

        plant.embedders.remove(plant.en);
        DocumentView bare = bring("The valve is red.", null);
        plant.work();
        assertEquals("stale", get(bare).state());
        assertNull(plant.index.passages.get(bare.id()).get(0).vector());
        plant.embedders.add(plant.en);
        assertEquals(1, plant.pipeline.incomplete(0, 10).size());
        plant.pipeline.incomplete(0, 10).forEach(plant.pipeline::complete);
        plant.work();
        assertEquals("ready", get(bare).state());
        assertNotNull(plant.index.passages.get(bare.id()).get(0).vector());
        assertEquals(0, plant.pipeline.incomplete(0, 10).size());
    }

    @Test
    public void deletedIsGoneAndStaysGone() throws Exception {
        DocumentView taken = bring("The code word is zanzibarquark.", "secret");
        plant.work();
        DocumentView slow = bring("Another zanzibarquark.", "slow");
        Lease lease = plant.queue.claim().orElseThrow();
        plant.documents.delete(slow.id(), Optional.empty());
        plant.asSystem(() -> {
            plant.pipeline.run(lease, () -> true);
            return null;
        });
        plant.documents.delete(taken.id(), Optional.of(get(taken).revision()));
        plant.work();
        assertTrue(plant.index.cards.isEmpty());
        for (DocumentView gone : List.of(taken, slow)) {
            assertEquals(IngestError.NOT_FOUND, refused(() -> plant.documents.get(gone.id())));
            assertEquals(IngestError.NOT_FOUND, refused(() -> plant.documents.text(gone.id(), null)));
        }
        assertEquals(0, list(Map.of()).size());
        try (Stream<Path> left = Files.walk(folder.getRoot().toPath().resolve("files"))) {
            assertEquals(0, left.filter(Files::isRegularFile).count());
        }
        assertEquals(
                2,
                plant.database.events().stream()
                        .filter(e -> e instanceof DocumentRemoved)
                        .count());
        DocumentView again = bring("The code word is zanzibarquark.", "secret");
        assertNotEquals(taken.id(), again.id());
    }

    private static Object refused(Runnable action) {
        try {
            action.run();
        } catch (Problem e) {
            return e.code();
        }
        throw new AssertionError("it was allowed");
    }

    private List<DocumentView> list(Map<String, List<String>> parameters) {
        return plant.documents
                .list(ListRequest.of(DocumentFilters.SPEC, parameters))
                .items();
    }

    @Test
    public void everyLegAsksTheSameDecision() {
        TestGuard guard = plant.database.guard();
        guard.revoke("*").grant("rag:read", "rag:write", "rag:delete");
        Caller ann = TestGuard.person("ann", "user");
        Caller bob = TestGuard.person("bob", "user");
        Caller eve = TestGuard.person("eve", "guest");
        String room = plant.as(ann, () -> plant.collections
                .create(new CollectionContent("Room", null, null, new Acl(List.of("role:user"), null), null))
                .id());
        DocumentView open = plant.as(ann, () -> plant.intake
                .accept(Incoming.text(NewDocument.text("open", "Open text.", room)))
                .document());
        DocumentView own = plant.as(ann, () -> plant.intake
                .accept(Incoming.text(words("Own text.", null, new Acl(List.of("user:bob"), null))))
                .document());
        plant.work();
        Map<Caller, List<DocumentView>> may = Map.of(ann, List.of(open, own), bob, List.of(open, own), eve, List.of());
        may.forEach((who, readable) -> plant.as(who, () -> {
            assertEquals(readable.size(), list(Map.of()).size());
            for (DocumentView document : List.of(open, own)) {
                boolean allowed = readable.stream().anyMatch(d -> d.id().equals(document.id()));
                assertEquals(
                        allowed, plant.library.readable(List.of(document.id())).containsKey(document.id()));
                assertEquals(allowed, plant.library.text(document.id(), 1).isPresent());
                if (!allowed) {
                    assertEquals(IngestError.NOT_FOUND, refused(() -> plant.documents.get(document.id())));
                    assertEquals(IngestError.NOT_FOUND, refused(() -> plant.documents.content(document.id())));
                    assertEquals(IngestError.NOT_FOUND, refused(() -> plant.documents.versions(document.id())));
                    assertEquals(IngestError.NOT_FOUND, refused(() -> plant.documents.report(document.id())));
                    assertEquals(IngestError.NOT_FOUND, refused(() -> plant.runs.actions(document.id())));
                    assertEquals(IngestError.NOT_FOUND, refused(() -> plant.runs.reprocess(document.id())));
                    assertEquals(
                            IngestError.NOT_FOUND,
                            refused(() -> plant.documents.delete(document.id(), Optional.empty())));
                    assertEquals(
                            IngestError.NOT_FOUND,
                            refused(() -> plant.chunks.list(document.id(), ListRequest.of(ChunkShelf.SPEC, Map.of()))));
                }
            }
            assertEquals((long) readable.size(), (long) plant.runs.totals().get("documents"));
            return null;
        }));
        assertEquals(
                IngestError.NOT_FOUND,
                refused(() -> plant.as(eve, () -> {
                    plant.access.requireReadable(List.of(room));
                    return null;
                })));
        assertEquals(
                KernelError.DENIED,
                refused(() -> plant.as(bob, () -> {
                    plant.documents.delete(open.id(), Optional.empty());
                    return null;
                })));
        assertEquals(
                KernelError.DENIED,
                refused(() ->
                        plant.as(bob, () -> plant.intake.accept(Incoming.text(NewDocument.text("t", "x", room))))));
        var scope = plant.as(bob, plant.access::scope);
        assertFalse(scope.everything());
        assertTrue(scope.collections().contains(room) && scope.principals().contains("role:user"));

        // taken away, and not there with the next question
        plant.as(
                ann,
                () -> plant.documents.change(
                        own.id(),
                        plant.documents.get(own.id()).revision(),
                        c -> new DocumentChange(
                                c.title(),
                                c.tags(),
                                c.category(),
                                c.metadata(),
                                new Acl(List.of(), null),
                                c.validFrom(),
                                c.validTo())));
        assertEquals(IngestError.NOT_FOUND, refused(() -> plant.as(bob, () -> plant.documents.get(own.id()))));
        assertEquals(List.of(), plant.index.cards.get(own.id()).readers());
    }

    @Test
    public void filtersAndPages() {
        for (int i = 0; i < 7; i++) {
            plant.database.clock().advance(Duration.ofSeconds(1));
            bring("Text number " + i + " about pumps.", "E-" + i);
        }
        plant.work();
        assertEquals(7, list(Map.of("tags", List.of("a"))).size());
        assertEquals(0, list(Map.of("tags", List.of("%"))).size());
        assertEquals(1, list(Map.of("external_id", List.of("E-3"))).size());
        assertEquals(
                7,
                list(Map.of("q", List.of("titl"), "language", List.of("en"), "state", List.of("ready")))
                        .size());
        List<String> seen = new ArrayList<>();
        String cursor = null;
        do {
            Map<String, List<String>> page = cursor == null
                    ? Map.of("limit", List.of("3"))
                    : Map.of("limit", List.of("3"), "cursor", List.of(cursor));
            var listing = plant.documents.list(ListRequest.of(DocumentFilters.SPEC, page));
            listing.items().forEach(d -> seen.add(d.externalId()));
            cursor = listing.nextCursor();
        } while (cursor != null);
        assertEquals(List.of("E-6", "E-5", "E-4", "E-3", "E-2", "E-1", "E-0"), seen);
    }

    @Test
    public void marksExactCopies() {
        DocumentView first = bring("The same words in both documents.", "one");
        DocumentView second = bring("The same   words in both documents.", "two");
        plant.work();
        assertNull(get(first).duplicates().exactOf());
        assertEquals(first.id(), get(second).duplicates().exactOf());
        plant.documents.delete(first.id(), Optional.empty());
        assertNull(get(second).duplicates().exactOf());
    }

    @Test
    public void reprocessesAndCancels() {
        DocumentView taken = bring("The pump is blue.", null);
        assertEquals(List.of("cancel"), plant.runs.actions(taken.id()));
        plant.runs.cancel(taken.id());
        plant.work();
        assertEquals("ingest.cancelled", get(taken).failure().code());
        assertEquals(IngestError.ILLEGAL_TRANSITION, refused(() -> plant.runs.cancel(taken.id())));
        plant.runs.reprocess(taken.id());
        plant.work();
        assertEquals("ready", get(taken).state());
        assertNull(get(taken).failure());
        plant.runs.reprocess(taken.id());
        plant.work();
        assertEquals(1, plant.index.passages.get(taken.id()).size());
        assertEquals(1, get(taken).lastRun().chunksReused());
    }

    @Test
    public void triesAgainLaterAndGivesUpInTheEnd() {
        EmbeddingService broken = new EmbeddingService() {
            @Override
            public Model model() {
                return new Model("broken", 2, "en", 1);
            }

            @Override
            public List<Embedding> embed(Purpose purpose, List<String> texts) {
                throw new IllegalStateException("no");
            }
        };
        plant.embedders.remove(plant.en);
        plant.embedders.add(broken);
        DocumentView taken = bring("The pump is blue.", null);
        for (int i = 0; i < 4; i++) {
            assertEquals("processing", get(taken).state());
            plant.work();
            plant.database.clock().advance(Duration.ofSeconds(30));
        }
        DocumentView failed = get(taken);
        assertEquals("failed", failed.state());
        assertEquals(4, failed.failure().attempts());
        assertTrue(failed.failure().retryable());
    }

    @Test
    public void replaysEverythingForANewIndex() {
        bring("The pump is blue.", "a");
        bring("水泵是蓝色的。", "b");
        plant.work();
        var fresh = new Plant.Shelf();
        plant.library.replay(fresh::put);
        assertEquals(plant.index.cards, fresh.cards);
        assertEquals(plant.index.passages.keySet(), fresh.passages.keySet());
    }

    @Test
    public void isNotFoundBeforeItsTime() {
        var from = plant.database.clock().instant().plus(Duration.ofDays(1));
        var words = new NewDocument(
                "The new price is nine.",
                null,
                null,
                "t",
                null,
                null,
                null,
                null,
                null,
                null,
                null,
                from,
                null,
                null,
                null);
        DocumentView taken = plant.intake.accept(Incoming.text(words)).document();
        plant.work();
        assertFalse(plant.index.cards.containsKey(taken.id()));
        plant.database.clock().advance(Duration.ofDays(2));
        plant.work();
        assertTrue(plant.index.cards.containsKey(taken.id()));
    }

    @Test
    public void goesRoundTheOwners() {
        Caller ann = TestGuard.person("ann");
        Caller bob = TestGuard.person("bob");
        for (int i = 0; i < 5; i++) {
            int n = i;
            plant.as(ann, () -> plant.intake.accept(Incoming.text(NewDocument.text("a" + n, "Text " + n, null))));
        }
        plant.as(bob, () -> plant.intake.accept(Incoming.text(NewDocument.text("b", "Text of Bob", null))));
        plant.queue.claim();
        long second = plant.queue.claim().orElseThrow().document();
        assertEquals(
                "b",
                plant.asSystem(() -> plant.documents.get(org.aistack.kernel.Id.text(second)))
                        .title());
    }

    @Test
    public void deletesACollectionOnlyWithItsDocuments() {
        String room = plant.collections
                .create(new CollectionContent("Room", null, null, null, null))
                .id();
        DocumentView taken = plant.intake
                .accept(Incoming.text(NewDocument.text("t", "Text.", room)))
                .document();
        assertEquals(IngestError.COLLECTION_NOT_EMPTY, refused(() -> plant.collections.delete(room, false)));
        plant.collections.delete(room, true);
        assertEquals(IngestError.NOT_FOUND, refused(() -> plant.collections.get(room)));
        assertEquals(IngestError.NOT_FOUND, refused(() -> plant.documents.get(taken.id())));
        assertEquals(IngestError.DEFAULT_COLLECTION, refused(() -> plant.collections.delete("default", true)));
    }

    @Test
    public void theChecksFindWhatIsMissing() throws Exception {
        var documents = new DocumentCheck(plant.tables);
        var files = new FileCheck(plant.tables, plant.blobs);
        var good = bring("第一段。First paragraph.", "good");
        var lost = bring("Another text, which gets lost.", "lost");
        assertEquals("while it is processed", List.of(), documents.check().findings());
        plant.work();
        assertEquals(new IntegrityCheck.Report(2, List.of()), documents.check());
        assertEquals(List.of(), files.check().findings());
        assertTrue(files.check().checked() >= 2);

        long id = Id.parse(lost.id());
        String sha = plant.tables.read(
                em -> em.createQuery("select v.sha256 from VersionRow v where v.documentId = :id", String.class)
                        .setParameter("id", id)
                        .getSingleResult());
        Files.writeString(plant.blobs.path(id, sha), "other bytes");
        assertEquals(
                List.of(lost.id()),
                files.check().findings().stream().map(f -> f.id()).distinct().toList());
        Files.delete(plant.blobs.path(id, sha));
        assertTrue(files.check().findings().stream().anyMatch(f -> f.actual().equals("no file")));

        plant.tables.write(work -> {
            var em = work.session();
            em.createNativeQuery("delete from ingest_chunk where document_id = " + id)
                    .executeUpdate();
            return em.createNativeQuery("update ingest_document set state = 'processing', task_id = 0 where id = "
                            + Id.parse(good.id()))
                    .executeUpdate();
        });
        assertEquals(
                List.of(good.id(), lost.id()),
                documents.check().findings().stream().map(f -> f.id()).toList());
    }
}
