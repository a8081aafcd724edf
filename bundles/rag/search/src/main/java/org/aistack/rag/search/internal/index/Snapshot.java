package org.aistack.rag.search.internal.index;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import org.apache.lucene.document.Document;
import org.apache.lucene.index.DirectoryReader;
import org.apache.lucene.index.DocValues;
import org.apache.lucene.index.FieldInfo;
import org.apache.lucene.index.FieldInfos;
import org.apache.lucene.index.IndexReader;
import org.apache.lucene.index.LeafReaderContext;
import org.apache.lucene.index.ReaderUtil;
import org.apache.lucene.index.Term;
import org.apache.lucene.search.IndexSearcher;
import org.apache.lucene.search.Query;
import org.apache.lucene.search.ScoreDoc;
import org.apache.lucene.search.SearcherManager;
import org.apache.lucene.search.TermQuery;

/** The index as it is at one moment; close it soon. */
public final class Snapshot implements AutoCloseable {

    /** A row and how well it matched. */
    public record Scored(int row, double score) {}

    /** A passage as it was stored. */
    public record Stored(
            String documentId,
            String chunkId,
            int version,
            int start,
            int end,
            Integer page,
            String locator,
            List<String> headingPath,
            String text) {}

    private final long generation;
    private final SearcherManager manager;
    private final IndexSearcher searcher;

    Snapshot(long generation, SearcherManager manager, IndexSearcher searcher) {
        this.generation = generation;
        this.manager = manager;
        this.searcher = searcher;
    }

    /** Rises when the index was built anew. */
    public long generation() {
        return generation;
    }

    /** Rises with every change that became findable. */
    public long revision() {
        return ((DirectoryReader) reader()).getVersion();
    }

    public IndexReader reader() {
        return searcher.getIndexReader();
    }

    /** The best {@code most} rows, best first; equal ones in the order of the index. */
    public List<Scored> search(Query query, int most) {
        try {
            return Arrays.stream(searcher.search(query, most).scoreDocs)
                    .map(Snapshot::scored)
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Scored scored(ScoreDoc hit) {
        return new Scored(hit.doc, hit.score);
    }

    public int count(Query query) {
        try {
            return searcher.count(query);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The searcher itself, for queries that need more than {@link #search}. */
    public IndexSearcher searcher() {
        return searcher;
    }

    public String documentId(int row) {
        try {
            var leaf = reader().leaves().get(ReaderUtil.subIndex(row, reader().leaves()));
            var ids = DocValues.getSorted(leaf.reader(), Fields.DOCUMENT_ID);
            ids.advanceExact(row - leaf.docBase);
            return ids.lookupOrd(ids.ordValue()).utf8ToString();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    public Stored passage(int row) {
        try {
            Document found = searcher.storedFields().document(row);
            Number page = found.getField(Fields.PAGE) == null
                    ? null
                    : found.getField(Fields.PAGE).numericValue();
            return new Stored(
                    found.get(Fields.DOCUMENT_ID),
                    found.get(Fields.CHUNK_ID),
                    found.getField(Fields.VERSION).numericValue().intValue(),
                    found.getField(Fields.START).numericValue().intValue(),
                    found.getField(Fields.END).numericValue().intValue(),
                    page == null ? null : page.intValue(),
                    found.get(Fields.LOCATOR),
                    List.of(found.getValues(Fields.HEADING_PATH)),
                    found.get(Fields.TEXT));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Vectors of rows, as far as they have one of this model. */
    public Map<Integer, float[]> vectors(String model, Collection<Integer> rows) {
        Map<Integer, float[]> vectors = new TreeMap<>();
        try {
            for (int row : new TreeSet<>(rows)) {
                var leaf = reader().leaves().get(ReaderUtil.subIndex(row, reader().leaves()));
                var values = leaf.reader().getFloatVectorValues(Fields.vector(model));
                if (values != null && values.advance(row - leaf.docBase) == row - leaf.docBase) {
                    vectors.put(row, values.vectorValue().clone());
                }
            }
            return vectors;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** How many rows have a term. */
    public int frequency(String field, String term) {
        try {
            return reader().docFreq(new Term(field, term));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    public int documents() {
        return count(new TermQuery(new Term(Fields.LEVEL, Fields.DOCUMENT)));
    }

    public int passages() {
        return count(new TermQuery(new Term(Fields.LEVEL, Fields.PASSAGE)));
    }

    /** The models whose vectors are in the index and the length of those vectors. */
    public Map<String, Integer> models() {
        Map<String, Integer> models = new TreeMap<>();
        for (FieldInfo field : FieldInfos.getMergedFieldInfos(reader())) {
            if (Fields.isVector(field.name)) {
                models.put(Fields.model(field.name), field.getVectorDimension());
            }
        }
        return models;
    }

    /** State of every document by its id, see {@link Rows#state}. */
    Map<String, String> states() {
        Map<String, String> states = new TreeMap<>();
        try {
            List<Integer> rows = new ArrayList<>();
            for (Scored row : search(new TermQuery(new Term(Fields.LEVEL, Fields.DOCUMENT)), Integer.MAX_VALUE)) {
                rows.add(row.row());
            }
            for (int row : rows) {
                Document found = searcher.storedFields().document(row);
                states.put(found.get(Fields.DOCUMENT_ID), found.get(Fields.STATE));
            }
            return states;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    List<LeafReaderContext> leaves() {
        return reader().leaves();
    }

    @Override
    public void close() {
        try {
            manager.release(searcher);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
