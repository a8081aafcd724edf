package org.aistack.rag.search.internal.index;

import java.util.List;
import org.aistack.rag.search.internal.text.Analysis;

/** Names of the fields of the index. */
public final class Fields {

    /** Whether a row is a passage or a whole document. */
    public static final String LEVEL = "level";

    public static final String PASSAGE = "passage";
    public static final String DOCUMENT = "document";

    public static final String DOCUMENT_ID = "document_id";
    public static final String COLLECTION = "collection";
    public static final String OWNER = "owner";
    public static final String READER = "reader";
    public static final String OWN_READERS = "own_readers";
    public static final String STATE = "state";

    public static final String CHUNK_ID = "chunk_id";
    public static final String VERSION = "version";
    public static final String START = "start";
    public static final String END = "end";
    public static final String PAGE = "page";
    public static final String LOCATOR = "locator";
    public static final String HEADING_PATH = "heading_path";
    public static final String TEXT = "text";
    public static final String LANGUAGE = "language";

    public static final String TITLE = "title";
    public static final String HEADING = "heading";
    public static final String EXACT = Analysis.EXACT;

    /** Fields of a passage that hold its text, each read by the analyzer of the same name. */
    static final List<String> TEXTS = List.of(Analysis.ZH_BIGRAM, Analysis.ZH_WORD, Analysis.EN, Analysis.STD);

    private static final String VECTOR_PREFIX = "vector.";
    private static final String WHOLE_PREFIX = "doc.";
    private static final String FILTER_PREFIX = "f.";
    private static final String NUMBER_PREFIX = "n.";

    private Fields() {}

    /** The field of the vectors of one model. */
    public static String vector(String model) {
        return VECTOR_PREFIX + model;
    }

    static boolean isVector(String field) {
        return field.startsWith(VECTOR_PREFIX);
    }

    /** The model whose vectors a field holds. */
    static String model(String field) {
        return field.substring(VECTOR_PREFIX.length());
    }

    /** The field that holds for a whole document what {@code field} holds for a passage. */
    public static String whole(String field) {
        return WHOLE_PREFIX + field;
    }

    /** The field a filter on {@code key} looks at, for texts. */
    public static String filter(String key) {
        return FILTER_PREFIX + key;
    }

    /** The field a filter on {@code key} looks at, for numbers and moments. */
    public static String number(String key) {
        return NUMBER_PREFIX + key;
    }

    /** Name of the analyzer of a field. */
    static String analyzer(String field) {
        String plain = field.startsWith(WHOLE_PREFIX) ? field.substring(WHOLE_PREFIX.length()) : field;
        return plain.equals(TITLE) || plain.equals(HEADING) ? Analysis.MIXED : plain;
    }
}
