package org.aistack.kernel.listing;

import java.util.List;
import java.util.Set;

/**
 * What a list offers.
 *
 * @param name unique name of the list, for example {@code notes.notes}
 * @param filters parameters besides {@code limit, cursor, sort, count}
 * @param sorts what it can be sorted by
 * @param defaultSort for example {@code -pinned,-updated_at}
 */
public record ListSpec(String name, Set<String> filters, List<SortKey> sorts, String defaultSort) {

    public static final int DEFAULT_LIMIT = 50;
    public static final int MAX_LIMIT = 200;

    SortKey sort(String field) {
        return sorts.stream().filter(s -> s.field().equals(field)).findFirst().orElse(null);
    }
}
