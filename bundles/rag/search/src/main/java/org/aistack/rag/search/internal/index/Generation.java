package org.aistack.rag.search.internal.index;

import java.io.Closeable;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.aistack.rag.ingest.DocumentCard;
import org.aistack.rag.ingest.Passage;
import org.aistack.rag.search.internal.text.Analysis;
import org.apache.lucene.document.Document;
import org.apache.lucene.index.DirectoryReader;
import org.apache.lucene.index.IndexWriter;
import org.apache.lucene.index.IndexWriterConfig;
import org.apache.lucene.index.LeafReaderContext;
import org.apache.lucene.index.Term;
import org.apache.lucene.search.IndexSearcher;
import org.apache.lucene.search.SearcherFactory;
import org.apache.lucene.search.SearcherManager;
import org.apache.lucene.store.Directory;
import org.apache.lucene.store.FSDirectory;

/** One index on disk. It remembers with each commit whether it holds everything and whether it was closed in order. */
final class Generation implements Closeable {

    private static final String FORMAT = "1";
    private static final double BUFFER_MB = 32;

    private final long number;
    private final Directory directory;
    private final IndexWriter writer;
    private final SearcherManager searchers;
    /** Not the writer itself: its own locks come in another order. */
    private final Object commits = new Object();

    private volatile boolean clean;
    private volatile boolean complete;

    private Generation(long number, Directory directory, IndexWriter writer, Map<String, String> found)
            throws IOException {
        this.number = number;
        this.directory = directory;
        this.writer = writer;
        complete = "yes".equals(found.get("complete"));
        clean = "yes".equals(found.get("clean"));
        var similarity = writer.getConfig().getSimilarity();
        searchers = new SearcherManager(writer, new SearcherFactory() {
            @Override
            public IndexSearcher newSearcher(
                    org.apache.lucene.index.IndexReader reader, org.apache.lucene.index.IndexReader old) {
                var searcher = new IndexSearcher(reader);
                searcher.setSimilarity(similarity);
                searcher.setQueryCache(null);
                return searcher;
            }
        });
        commit(false);
    }

    /**
     * Opens what is in the folder, or begins an empty, incomplete index.
     *
     * @throws IOException when there is an index that cannot be read, or is of another format
     */
    static Generation open(Path folder, long number, Analysis analysis) throws IOException {
        Directory directory = FSDirectory.open(Files.createDirectories(folder));
        IndexWriter writer = null;
        try {
            Map<String, String> found = Map.of();
            if (DirectoryReader.indexExists(directory)) {
                try (var reader = DirectoryReader.open(directory)) {
                    found = reader.getIndexCommit().getUserData();
                }
                if (!FORMAT.equals(found.get("format"))) {
                    throw new IOException("the index is of another format");
                }
            }
            var config = new IndexWriterConfig(new FieldAnalyzers(analysis))
                    .setSimilarity(new Similarities())
                    .setRAMBufferSizeMB(BUFFER_MB)
                    .setCommitOnClose(false);
            writer = new IndexWriter(directory, config);
            return new Generation(number, directory, writer, found);
        } catch (IOException | RuntimeException e) {
            if (writer != null) {
                writer.rollback();
            }
            directory.close();
            throw e instanceof IOException io ? io : new IOException(e);
        }
    }

    long number() {
        return number;
    }

    /** Whether every document that should be found is in it. */
    boolean complete() {
        return complete;
    }

    /** Whether it was closed in order the last time, or compared since. */
    boolean clean() {
        return clean;
    }

    void completed() {
        complete = true;
    }

    /** It was compared with the library. */
    void checked() {
        clean = true;
    }

    /** False after a failure such as a full disk: then it must be opened anew. */
    boolean open() {
        return writer.isOpen();
    }

    void put(DocumentCard card, List<Passage> passages) {
        List<Document> rows = Rows.of(card, passages);
        var old = new Term(Fields.DOCUMENT_ID, card.id());
        change(() -> rows.isEmpty() ? writer.deleteDocuments(old) : writer.updateDocuments(old, rows));
    }

    void remove(String documentId) {
        change(() -> writer.deleteDocuments(new Term(Fields.DOCUMENT_ID, documentId)));
    }

    void refresh() {
        change(() -> {
            searchers.maybeRefreshBlocking();
            return 0;
        });
    }

    /** Makes changes durable when there are any. */
    void commitChanges() {
        change(() -> {
            if (writer.hasUncommittedChanges()) {
                commit(false);
            }
            return 0;
        });
    }

    Snapshot snapshot() {
        try {
            return new Snapshot(number, searchers, searchers.acquire());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Reads every byte and compares it with its check sum. */
    void checkBytes() throws IOException {
        IndexSearcher searcher = searchers.acquire();
        try {
            for (LeafReaderContext leaf : searcher.getIndexReader().leaves()) {
                leaf.reader().checkIntegrity();
            }
        } finally {
            searchers.release(searcher);
        }
    }

    private void commit(boolean ending) throws IOException {
        Map<String, String> data = new HashMap<>();
        data.put("format", FORMAT);
        data.put("complete", complete ? "yes" : "no");
        data.put("clean", ending ? "yes" : "no");
        synchronized (commits) {
            writer.setLiveCommitData(data.entrySet());
            writer.commit();
        }
    }

    @Override
    public void close() throws IOException {
        try (directory;
                writer;
                searchers) {
            if (writer.isOpen()) {
                commit(true);
            }
        }
    }

    private interface Change {
        long run() throws IOException;
    }

    private static void change(Change change) {
        try {
            change.run();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
