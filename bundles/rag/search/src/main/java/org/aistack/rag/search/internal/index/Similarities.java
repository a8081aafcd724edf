package org.aistack.rag.search.internal.index;

import org.apache.lucene.search.similarities.BM25Similarity;
import org.apache.lucene.search.similarities.PerFieldSimilarityWrapper;
import org.apache.lucene.search.similarities.Similarity;

/** BM25 for every field; in titles and headings length says nothing. */
final class Similarities extends PerFieldSimilarityWrapper {

    private static final float K1 = 0.9f;
    private static final float B = 0.4f;

    private final Similarity texts = new BM25Similarity(K1, B);
    private final Similarity titles = new BM25Similarity(K1, 0);

    @Override
    public Similarity get(String field) {
        return Fields.TITLE.equals(field) || Fields.HEADING.equals(field) ? titles : texts;
    }
}
