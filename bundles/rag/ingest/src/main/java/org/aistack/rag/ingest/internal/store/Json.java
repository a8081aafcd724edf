package org.aistack.rag.ingest.internal.store;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.aistack.rag.ingest.internal.text.Block;
import org.aistack.rag.ingest.internal.text.Canonical;
import org.aistack.rag.ingest.internal.text.Report;
import org.aistack.rag.ingest.internal.text.Shape;
import org.aistack.rag.ingest.internal.view.CollectionContent;
import org.aistack.rag.ingest.internal.view.DocumentView;

/** Small structures inside columns. */
public final class Json {

    private static final ObjectMapper MAPPER = new ObjectMapper();

    private Json() {}

    public static String write(Object value) {
        try {
            return MAPPER.writeValueAsString(value);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException(e);
        }
    }

    public static List<String> strings(String json) {
        return read(json, new TypeReference<>() {});
    }

    public static Map<String, Object> map(String json) {
        return read(json, new TypeReference<>() {});
    }

    public static CollectionContent.Settings settings(String json) {
        return read(json, new TypeReference<>() {});
    }

    public static DocumentView.Failure failure(String json) {
        return json == null ? null : read(json, new TypeReference<>() {});
    }

    public static Report report(String json) {
        return read(json, new TypeReference<>() {});
    }

    public static List<Canonical.Page> pages(String json) {
        return json == null ? List.of() : read(json, new TypeReference<>() {});
    }

    /** The blocks of a canonical text as rows of values. */
    public static String structure(Canonical canonical) {
        return write(canonical.blocks().stream()
                .map(b -> new Object[] {
                    b.shape().ordinal(),
                    b.level(),
                    b.page(),
                    b.table(),
                    b.header() ? 1 : 0,
                    b.locator(),
                    b.start(),
                    b.end()
                })
                .toList());
    }

    public static Canonical canonical(String text, String structure, String pages) {
        List<Object[]> rows = read(structure, new TypeReference<>() {});
        List<Block> blocks = rows.stream()
                .map(r -> new Block(
                        Shape.values()[(int) r[0]],
                        (int) r[1],
                        (int) r[2],
                        (int) r[3],
                        (int) r[4] == 1,
                        (String) r[5],
                        (int) r[6],
                        (int) r[7]))
                .toList();
        return new Canonical(text, blocks, pages(pages));
    }

    /** Tags as they are searched with {@code like}: each between two line ends. */
    public static String tags(List<String> tags) {
        Set<String> sorted = new TreeSet<>(tags);
        return sorted.isEmpty() ? "" : "\n" + String.join("\n", sorted) + "\n";
    }

    public static List<String> tagList(String column) {
        return column.isEmpty() ? List.of() : List.of(column.strip().split("\n"));
    }

    private static <T> T read(String json, TypeReference<T> type) {
        try {
            return MAPPER.readValue(json, type);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException(e);
        }
    }
}
