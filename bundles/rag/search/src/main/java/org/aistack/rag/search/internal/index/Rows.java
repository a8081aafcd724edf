package org.aistack.rag.search.internal.index;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.aistack.rag.ingest.DocumentCard;
import org.aistack.rag.ingest.Passage;
import org.aistack.rag.search.internal.text.Analysis;
import org.aistack.rag.search.internal.text.Codes;
import org.aistack.rag.search.internal.text.Fold;
import org.aistack.rag.search.internal.text.Script;
import org.apache.lucene.document.Document;
import org.apache.lucene.document.DoublePoint;
import org.apache.lucene.document.Field;
import org.apache.lucene.document.KnnFloatVectorField;
import org.apache.lucene.document.LongPoint;
import org.apache.lucene.document.SortedDocValuesField;
import org.apache.lucene.document.StoredField;
import org.apache.lucene.document.StringField;
import org.apache.lucene.document.TextField;
import org.apache.lucene.index.VectorSimilarityFunction;
import org.apache.lucene.util.BytesRef;

/**
 * Turns a document into rows of the index: one for each passage, and one for the whole. The whole is there because words
 * asked for together often stand in different passages of the right document.
 */
final class Rows {

    /** Chars of a document that its whole row holds: of a book, the start says what it is about. */
    private static final int WHOLE_CHARS = 20_000;

    private static final int LONGEST_TERM = 8_000;

    private final DocumentCard card;
    private final List<Passage> passages;

    private Rows(DocumentCard card, List<Passage> passages) {
        this.card = card;
        this.passages = passages;
    }

    /** No rows for a document without passages. */
    static List<Document> of(DocumentCard card, List<Passage> passages) {
        if (passages.isEmpty()) {
            return List.of();
        }
        var rows = new Rows(card, passages);
        List<Document> documents = new ArrayList<>();
        passages.forEach(passage -> documents.add(rows.passage(passage)));
        documents.add(rows.whole());
        return documents;
    }

    /** Says whether what the index has of a document is what it should have. */
    static String state(DocumentCard card, List<Passage> passages) {
        try {
            var digest = MessageDigest.getInstance("SHA-256");
            Map<String, Object> metadata = card.metadata() == null ? Map.of() : new TreeMap<>(card.metadata());
            var text = new StringBuilder().append(List.of(card.id(), card.collectionId(), card.version()));
            text.append(card.title())
                    .append(card.externalId())
                    .append(card.ownerId())
                    .append(card.readers());
            text.append(card.tags())
                    .append(card.category())
                    .append(card.language())
                    .append(metadata);
            passages.forEach(
                    p -> text.append('|').append(p.chunkId()).append('/').append(p.model()));
            byte[] hash = digest.digest(text.toString().getBytes(StandardCharsets.UTF_8));
            return Base64.getUrlEncoder().withoutPadding().encodeToString(hash);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    private Document passage(Passage passage) {
        var row = common(Fields.PASSAGE);
        row.add(new StringField(Fields.CHUNK_ID, passage.chunkId(), Field.Store.YES));
        row.add(new StoredField(Fields.VERSION, card.version()));
        row.add(new StoredField(Fields.START, passage.start()));
        row.add(new StoredField(Fields.END, passage.end()));
        if (passage.page() != null) {
            row.add(new StoredField(Fields.PAGE, passage.page()));
        }
        if (passage.locator() != null) {
            row.add(new StoredField(Fields.LOCATOR, passage.locator()));
        }
        if (passage.language() != null) {
            row.add(new StoredField(Fields.LANGUAGE, passage.language()));
        }
        List<String> path = passage.headingPath() == null ? List.of() : passage.headingPath();
        path.forEach(heading -> row.add(new StoredField(Fields.HEADING_PATH, heading)));
        row.add(new StoredField(Fields.TEXT, passage.text()));
        boolean context = passage.context() != null && !passage.context().isEmpty();
        String text = Fold.fold(context ? passage.context() + "\n" + passage.text() : passage.text());
        texts(row, text, false);
        row.add(new TextField(Fields.TITLE, Fold.fold(title()), Field.Store.NO));
        row.add(new TextField(Fields.HEADING, Fold.fold(String.join("\n", path)), Field.Store.NO));
        Codes.of(text).forEach(code -> row.add(new StringField(Fields.EXACT, code, Field.Store.NO)));
        if (passage.vector() != null && passage.model() != null) {
            var similarity = VectorSimilarityFunction.DOT_PRODUCT;
            row.add(new KnnFloatVectorField(Fields.vector(passage.model()), passage.vector(), similarity));
        }
        return row;
    }

    private Document whole() {
        var row = common(Fields.DOCUMENT);
        var text = new StringBuilder(title());
        for (Passage passage : passages) {
            if (text.length() >= WHOLE_CHARS) {
                break;
            }
            text.append('\n').append(passage.text());
        }
        texts(row, Fold.fold(text.toString()), true);
        String names = title() + "\n" + (card.externalId() == null ? "" : card.externalId());
        Codes.of(Fold.fold(names)).forEach(code -> row.add(new StringField(Fields.EXACT, code, Field.Store.NO)));
        row.add(new StoredField(Fields.STATE, state(card, passages)));
        return row;
    }

    /** Fields of the languages that are in the text; a few foreign words do not count as another language. */
    private static void texts(Document row, String folded, boolean whole) {
        boolean chinese = Script.CHINESE.equals(Script.language(folded));
        List<String> fields = chinese
                ? List.of(Analysis.ZH_BIGRAM, Analysis.ZH_WORD, Analysis.STD)
                : List.of(Analysis.EN, Analysis.STD);
        for (String field : fields) {
            row.add(new TextField(whole ? Fields.whole(field) : field, folded, Field.Store.NO));
        }
    }

    private Document common(String level) {
        var row = new Document();
        row.add(new StringField(Fields.LEVEL, level, Field.Store.NO));
        row.add(new StringField(Fields.DOCUMENT_ID, card.id(), Field.Store.YES));
        row.add(new SortedDocValuesField(Fields.DOCUMENT_ID, new BytesRef(card.id())));
        row.add(new StringField(Fields.COLLECTION, card.collectionId(), Field.Store.NO));
        term(row, Fields.OWNER, card.ownerId());
        if (card.readers() != null) {
            row.add(new StringField(Fields.OWN_READERS, "yes", Field.Store.NO));
            card.readers().forEach(reader -> term(row, Fields.READER, reader));
        }
        filters(row);
        return row;
    }

    private void filters(Document row) {
        term(row, Fields.filter("document_id"), card.id());
        term(row, Fields.filter("external_id"), card.externalId());
        term(row, Fields.filter("category"), card.category());
        term(row, Fields.filter("language"), card.language());
        term(row, Fields.filter("media_type"), card.mediaType());
        term(row, Fields.filter("source_kind"), card.sourceKind());
        if (card.tags() != null) {
            card.tags().forEach(tag -> term(row, Fields.filter("tags"), tag));
        }
        moment(row, "created_at", card.createdAt());
        moment(row, "updated_at", card.updatedAt());
        if (card.metadata() != null) {
            card.metadata().forEach((key, value) -> metadata(row, "metadata." + key, value));
        }
    }

    private static void metadata(Document row, String key, Object value) {
        if (value instanceof Iterable<?> many) {
            many.forEach(one -> metadata(row, key, one));
        } else if (value instanceof Number number) {
            row.add(new DoublePoint(Fields.number(key), number.doubleValue()));
        } else if (value != null) {
            term(row, Fields.filter(key), value.toString());
        }
    }

    private static void moment(Document row, String key, Instant moment) {
        if (moment != null) {
            row.add(new LongPoint(Fields.number(key), moment.toEpochMilli()));
        }
    }

    private static void term(Document row, String field, String value) {
        if (value != null) {
            row.add(new StringField(field, clip(value), Field.Store.NO));
        }
    }

    /** Terms have a longest length; what is asked for is cut the same way. */
    static String clip(String value) {
        return value.length() <= LONGEST_TERM ? value : value.substring(0, LONGEST_TERM);
    }

    private String title() {
        return card.title() == null ? "" : card.title();
    }
}
