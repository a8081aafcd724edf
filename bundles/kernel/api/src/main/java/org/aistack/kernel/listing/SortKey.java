package org.aistack.kernel.listing;

import java.time.LocalDateTime;
import java.util.function.Function;

/**
 * A field a list can be sorted by.
 *
 * @param field its name outside
 * @param path its JPQL path below the alias {@code r}; never null in a row
 * @param read the value of the text in a cursor, the inverse of {@code toString()}
 */
public record SortKey(String field, String path, Function<String, Object> read) {

    public static SortKey text(String field, String path) {
        return new SortKey(field, path, text -> text);
    }

    public static SortKey number(String field, String path) {
        return new SortKey(field, path, Long::valueOf);
    }

    /** A moment, stored as UTC without zone. */
    public static SortKey moment(String field, String path) {
        return new SortKey(field, path, LocalDateTime::parse);
    }
}
