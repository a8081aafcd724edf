package org.aistack.rag.search.internal.index;

import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertFalse;
import static org.junit.Assert.assertNull;
import static org.junit.Assert.assertTrue;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.function.BiConsumer;
import java.util.stream.Stream;
import org.aistack.kernel.testkit.TestGuard;
import org.aistack.rag.ingest.DocumentCard;
import org.aistack.rag.ingest.Library;
import org.aistack.rag.ingest.Passage;
import org.aistack.rag.search.internal.Shelf;
import org.aistack.rag.search.internal.check.IndexCheck;
import org.junit.Before;
import org.junit.Rule;
import org.junit.Test;
import org.junit.rules.TemporaryFolder;

public class PassagesTest {

    @Rule
    public final TemporaryFolder folder = new TemporaryFolder();

    private final Shelf shelf = new Shelf();
    private Path path;

    @Before
    public void fill() {
        path = folder.getRoot().toPath().resolve("passages");
        for (int i = 0; i < 20; i++) {
            shelf.add("doc" + i, "标题" + i, "第" + i + "份文件。Document number " + i + ".");
        }
    }

    @Test(timeout = 60_000)
    public void whatWasPutIsThereAfterARestart() throws Exception {
        var first = open();
        assertFalse(first.complete());
        settle(first, shelf);
        assertEquals(20, first.documents());
        first.remove("doc3");
        first.close();
        var second = open();
        assertTrue(second.complete());
        assertTrue(second.clean());
        assertEquals(19, second.documents());
        second.put(shelf.cards.get("doc4"), List.of());
        second.refresh();
        assertEquals("a document without passages is not there", 18, second.documents());
        second.close();
    }

    @Test(timeout = 60_000)
    public void afterAKillTheIndexIsCompared() throws Exception {
        var killed = open();
        settle(killed, shelf);
        killed.put(shelf.add("late", "迟到", "最后一份文件。"), shelf.passages.get("late"));
        // as the disk is at this moment, the last change not durable
        Path copy = folder.getRoot().toPath().resolve("copy");
        copy(path, copy);
        killed.close();
        var again = new Passages(copy, () -> 100_000);
        assertTrue(again.complete());
        assertFalse(again.clean());
        shelf.cards.remove("doc7");
        settle(again, shelf);
        assertTrue(again.clean());
        assertEquals(20, again.documents());
        again.close();
    }

    @Test(timeout = 60_000)
    public void damagedBytesAreNoticedAndTheIndexIsBuiltAnew() throws Exception {
        var first = open();
        settle(first, shelf);
        first.close();
        flip(find(".cfs"));
        var second = open();
        settle(second, shelf);
        assertEquals(2, second.generation());
        assertEquals(20, second.documents());
        second.close();
    }

    @Test(timeout = 60_000)
    public void anIndexThatCannotBeOpenedIsBuiltAnew() throws Exception {
        var first = open();
        settle(first, shelf);
        first.close();
        flip(find("segments_"));
        var second = open();
        assertFalse(second.complete());
        settle(second, shelf);
        assertEquals(20, second.documents());
        second.close();
        try (Stream<Path> left = Files.list(path)) {
            assertEquals("the damaged one is gone", 1, left.count());
        }
    }

    @Test(timeout = 60_000)
    public void changesDuringARebuildAreInTheNewGeneration() throws Exception {
        var passages = open();
        settle(passages, shelf);
        var half = new CountDownLatch(1);
        var goOn = new CountDownLatch(1);
        var library = new Slow(shelf, half, goOn);
        var reconciler = new Reconciler(passages, library, TestGuard.open());
        await(reconciler);
        reconciler.rebuild();
        half.await();
        assertEquals("the old one serves meanwhile", 20, passages.documents());
        passages.remove("doc0");
        passages.remove("doc19");
        passages.put(shelf.add("new", "新", "新的文件。"), shelf.passages.get("new"));
        passages.refresh();
        assertEquals(19, passages.documents());
        goOn.countDown();
        await(reconciler);
        reconciler.stop();
        assertEquals(2, passages.generation());
        assertEquals(19, passages.documents());
        passages.close();
    }

    @Test(timeout = 60_000)
    public void differencesAreNamed() throws Exception {
        var passages = open();
        settle(passages, shelf);
        shelf.cards.remove("doc1");
        shelf.add("doc2", "标题2", "改过的文件。");
        shelf.add("extra", "多", "多的文件。");
        passages.put(shelf.add("doc5", "标题5", "也改过，但放进了索引。"), shelf.passages.get("doc5"));
        passages.refresh();
        var reconciler = new Reconciler(passages, shelf, TestGuard.open());
        await(reconciler);
        assertNull(reconciler.work());
        var found = reconciler.verify();
        assertEquals(List.of("extra"), found.missing());
        assertEquals(List.of("doc1"), found.surplus());
        assertEquals("passages have ids of their own, equal here: the text alone is not compared", 20, found.checked());
        var report = new IndexCheck(reconciler).check();
        assertEquals(20, report.checked());
        assertEquals(
                List.of("extra not indexed", "doc1 indexed"),
                report.findings().stream().map(f -> f.id() + " " + f.actual()).toList());
        reconciler.stop();
        passages.close();
    }

    private Passages open() throws IOException {
        return new Passages(path, () -> 100_000);
    }

    private static void settle(Passages passages, Library library) throws InterruptedException {
        var reconciler = new Reconciler(passages, library, TestGuard.open());
        await(reconciler);
        reconciler.stop();
    }

    private static void await(Reconciler reconciler) throws InterruptedException {
        while (reconciler.work() != null) {
            Thread.sleep(5);
        }
    }

    private Path find(String part) throws IOException {
        try (Stream<Path> files = Files.walk(path)) {
            return files.filter(f -> f.getFileName().toString().contains(part))
                    .findFirst()
                    .orElseThrow();
        }
    }

    private static void flip(Path file) throws IOException {
        try (var bytes = new RandomAccessFile(file.toFile(), "rw")) {
            bytes.seek(bytes.length() / 2);
            int old = bytes.read();
            bytes.seek(bytes.length() / 2);
            bytes.write(old ^ 0xff);
        }
    }

    private static void copy(Path from, Path to) throws IOException {
        try (Stream<Path> files = Files.walk(from)) {
            for (Path file : files.toList()) {
                Path target = to.resolve(from.relativize(file).toString());
                if (Files.isDirectory(file)) {
                    Files.createDirectories(target);
                } else {
                    Files.copy(file, target);
                }
            }
        }
    }

    /** Stops in the middle of a replay until it is told to go on. */
    private record Slow(Shelf shelf, CountDownLatch half, CountDownLatch goOn) implements Library {

        @Override
        public java.util.Map<String, DocumentCard> readable(java.util.Collection<String> ids) {
            return shelf.readable(ids);
        }

        @Override
        public java.util.Optional<org.aistack.rag.ingest.CanonicalText> text(String id, int version) {
            return shelf.text(id, version);
        }

        @Override
        public void replay(BiConsumer<DocumentCard, List<Passage>> each) {
            int[] count = {0};
            shelf.replay((card, passages) -> {
                if (++count[0] == 10) {
                    half.countDown();
                    try {
                        goOn.await();
                    } catch (InterruptedException e) {
                        Thread.currentThread().interrupt();
                    }
                }
                each.accept(card, passages);
            });
        }
    }
}
