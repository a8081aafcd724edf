package org.aistack.rag.ingest.internal.work;

import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertFalse;
import static org.junit.Assert.assertNotEquals;
import static org.junit.Assert.assertThrows;
import static org.junit.Assert.assertTrue;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import org.aistack.kernel.Id;
import org.aistack.kernel.Problem;
import org.aistack.kernel.access.Caller;
import org.aistack.kernel.listing.ListRequest;
import org.aistack.kernel.testkit.TestDatabase;
import org.aistack.kernel.testkit.TestGuard;
import org.aistack.rag.ingest.Passage;
import org.aistack.rag.ingest.internal.Ingest;
import org.aistack.rag.ingest.internal.index.Passages;
import org.aistack.rag.ingest.internal.shelf.Access;
import org.aistack.rag.ingest.internal.shelf.DocumentFilters;
import org.aistack.rag.ingest.internal.shelf.LibraryShelf;
import org.aistack.rag.ingest.internal.store.DocumentRow;
import org.aistack.rag.ingest.internal.store.SourceRow;
import org.aistack.rag.knowledge.Knowledge.Entry;
import org.aistack.rag.knowledge.KnowledgeSource;
import org.junit.After;
import org.junit.Before;
import org.junit.Rule;
import org.junit.Test;
import org.junit.rules.TemporaryFolder;

/** Texts of other capabilities. */
public class SourceTest {

    private static final Caller ANN = TestGuard.person("ann");
    private static final Caller BEN = TestGuard.person("ben");

    @Rule
    public final TemporaryFolder folder = new TemporaryFolder();

    private Plant plant;
    private final Leaflets leaflets = new Leaflets();

    /** A capability with some texts; hands out the second one only when it may. */
    private static final class Leaflets implements KnowledgeSource {
        final AtomicInteger replays = new AtomicInteger();
        final CountDownLatch failed = new CountDownLatch(1);
        volatile boolean broken;

        @Override
        public String capability() {
            return "leaflets";
        }

        @Override
        public String permission() {
            return "leaflets:read";
        }

        @Override
        public void replay(Consumer<Entry> each) {
            replays.incrementAndGet();
            each.accept(entry("1", "The first leaflet tells of pumps.", true));
            if (broken) {
                failed.countDown();
                throw new IllegalStateException("away");
            }
            each.accept(entry("2", "The second leaflet tells of valves.", true));
        }
    }

    @Before
    public void start() {
        plant = new Plant(database(), folder.getRoot().toPath());
        plant.sources.add(leaflets);
    }

    protected TestDatabase database() {
        return TestDatabase.memory();
    }

    @After
    public void stop() {
        plant.close();
    }

    private static Entry entry(String id, String text, boolean everyone) {
        return new Entry("leaflets", id, "Leaflet " + id, text, "ann", everyone);
    }

    private void put(String id, String text, boolean everyone) {
        plant.knowledge.put(entry(id, text, everyone));
        plant.work();
    }

    private Set<String> all() {
        return plant
                .tables
                .read(em -> em.createQuery("select r from DocumentRow r", DocumentRow.class)
                        .getResultList())
                .stream()
                .map(r -> Id.text(r.id()))
                .collect(Collectors.toSet());
    }

    private String only() {
        return all().iterator().next();
    }

    private Set<String> readable(Caller caller) {
        return plant.as(caller, () -> plant.library.readable(all()).keySet());
    }

    private String indexed() {
        return plant.index.passages.values().stream()
                .flatMap(List::stream)
                .map(Passage::text)
                .collect(Collectors.joining("|"));
    }

    @Test
    public void putsATextIntoTheIndexWithItsReaders() {
        put("1", "The pump is green.", true);
        assertEquals("The pump is green.", indexed());
        var card = plant.index.cards.get(only());
        assertEquals(List.of("everyone"), card.readers());
        assertEquals("ann", card.ownerId());
        assertEquals("leaflets", card.sourceKind());
        assertEquals(all(), readable(BEN));
    }

    @Test
    public void doesNothingForTheSameAgain() {
        put("1", "The pump is green.", true);
        int told = plant.database.events().size();
        int vectors = plant.en.texts.size();
        Set<String> before = all();
        put("1", "The pump is green.", true);
        assertEquals(before, all());
        assertEquals(told, plant.database.events().size());
        assertEquals(vectors, plant.en.texts.size());
    }

    @Test
    public void leavesNothingOfWhatWasReplaced() {
        put("1", "The code word is zanzibar.", false);
        String old = only();
        put("1", "There is no code word.", true);
        assertEquals(1, all().size());
        assertNotEquals(old, only());
        assertEquals("There is no code word.", indexed());
        assertEquals(1, plant.as(BEN, () -> plant.documents.versions(only())).size());
        assertTrue(plant.as(BEN, () -> plant.library.text(old, 1)).isEmpty());
    }

    @Test
    public void changesReadersAndTitleOfTheSameText() {
        put("1", "The pump is green.", true);
        put("1", "The pump is green.", false);
        assertEquals(Set.of(), readable(BEN));
        plant.knowledge.put(new Entry("leaflets", "1", "Pumps", "The pump is green.", "ann", false));
        plant.work();
        assertEquals("Pumps", plant.index.cards.get(only()).title());
    }

    @Test
    public void showsPrivateTextsToTheirOwnerAlone() {
        put("1", "The merger partner is quixoticorp.", false);
        assertEquals(all(), readable(ANN));
        assertEquals(Set.of(), readable(BEN));
        plant.database.guard().as(BEN);
        assertTrue(
                "also not to who manages all documents", plant.database.guard().permits(BEN, Ingest.ADMIN));
        assertEquals(
                "ingest.not-found",
                assertThrows(Problem.class, () -> plant.documents.get(only()))
                        .code()
                        .wire());
        assertEquals(
                "Leaflet 1", plant.as(ANN, () -> plant.documents.get(only())).title());
    }

    @Test
    public void asksForThePermissionOfTheSource() {
        put("1", "The pump is green.", true);
        var guest = new Caller(Caller.Kind.PERSON, "guest", "guest", Set.of(), "");
        var guarded = TestGuard.granting(Ingest.READ).as(guest);
        var access = new Access(plant.store, guarded, plant.sources);
        var library = new LibraryShelf(plant.store, access, plant.documents, new Passages(plant.store, plant.blobs));
        assertEquals(Set.of(), library.readable(all()).keySet());
        guarded.grant("leaflets:read");
        assertEquals(all(), library.readable(all()).keySet());
    }

    @Test
    public void goesAndComesWithItsSource() {
        put("1", "The pump is green.", true);
        plant.sources.remove(leaflets);
        assertEquals(Set.of(), readable(ANN));
        assertTrue(plant.as(ANN, () -> plant.library.text(only(), 1)).isEmpty());
        plant.sources.add(leaflets);
        assertEquals(all(), readable(ANN));
    }

    @Test
    public void removesAText() {
        put("1", "The pump is green.", true);
        plant.knowledge.remove("leaflets", "1");
        plant.knowledge.remove("leaflets", "1");
        plant.knowledge.remove("leaflets", "none");
        assertEquals(Set.of(), all());
        assertEquals("", indexed());
        put("1", "The pump is green.", true);
        put("1", " ", true);
        assertEquals(Set.of(), all());
    }

    @Test
    public void isChangedByItsSourceAlone() {
        put("1", "The pump is green.", true);
        String id = only();
        for (Runnable change : List.<Runnable>of(
                () -> plant.documents.change(id, 1, c -> c),
                () -> plant.documents.delete(id, Optional.empty()),
                () -> plant.runs.reprocess(id))) {
            assertEquals(
                    "ingest.belongs-to-source",
                    assertThrows(Problem.class, change::run).code().wire());
        }
        assertEquals(List.of(), plant.runs.actions(id));
        assertTrue(plant.documents
                .list(ListRequest.of(DocumentFilters.SPEC, Map.of()))
                .items()
                .isEmpty());
        assertEquals(0, plant.collections.get("default").documentCount());
    }

    private SourceReplay replay() {
        return new SourceReplay(
                plant.tables, plant.database.guard(), plant.sources, plant.knowledge, plant.database.clock());
    }

    private void awaitReplayed() throws InterruptedException {
        long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(30);
        while (plant.tables.read(em -> em.find(SourceRow.class, "leaflets")) == null) {
            assertTrue("taken in", System.nanoTime() < end);
            TimeUnit.MILLISECONDS.sleep(10);
        }
    }

    @Test
    public void takesInWhatASourceHadOnce() throws InterruptedException {
        SourceReplay first = replay();
        awaitReplayed();
        first.stop();
        assertEquals(2, all().size());
        SourceReplay second = replay();
        plant.sources.add(leaflets);
        second.stop();
        assertEquals(1, leaflets.replays.get());
    }

    @Test
    public void beginsAgainWhenTheSourceDidNotComeToItsEnd() throws InterruptedException {
        leaflets.broken = true;
        SourceReplay first = replay();
        assertTrue(leaflets.failed.await(30, TimeUnit.SECONDS));
        first.stop();
        assertFalse(all().isEmpty());
        leaflets.broken = false;
        SourceReplay second = replay();
        awaitReplayed();
        second.stop();
        assertEquals(2, all().size());
        assertEquals(2, leaflets.replays.get());
    }
}
