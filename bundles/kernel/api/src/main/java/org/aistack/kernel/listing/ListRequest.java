package org.aistack.kernel.listing;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Function;
import org.aistack.kernel.KernelError;
import org.aistack.kernel.Problem;

/**
 * A list as a client asks for it: filters, order, page. Knows how to turn itself into the JPQL of a keyset page.
 *
 * @param spec what the list offers
 * @param filters the given filters by name
 * @param order sort keys in order, each with its direction; a tie is broken by {@code r.id}
 * @param limit rows on a page
 * @param cursor where to go on; null for the start
 * @param count whether the total is wanted
 */
public record ListRequest(
        ListSpec spec, Map<String, String> filters, List<Order> order, int limit, String cursor, boolean count) {

    private static final int MAX_SORTS = 3;

    /** One sort key and its direction. */
    public record Order(SortKey key, boolean descending) {}

    /**
     * Reads the query parameters.
     *
     * @param parameters all of the request
     * @throws Problem for unknown, repeated or unreadable parameters
     */
    public static ListRequest of(ListSpec spec, Map<String, List<String>> parameters) {
        Map<String, String> filters = new TreeMap<>();
        int limit = ListSpec.DEFAULT_LIMIT;
        String cursor = null;
        String sort = spec.defaultSort();
        boolean count = false;
        for (var entry : parameters.entrySet()) {
            String name = entry.getKey();
            if (entry.getValue().size() != 1) {
                throw Problem.of(KernelError.BAD_PARAMETER, name);
            }
            String value = entry.getValue().get(0);
            switch (name) {
                case "limit" -> limit = limit(value);
                case "cursor" -> cursor = value;
                case "sort" -> sort = value;
                case "count" -> {
                    if (!"exact".equals(value)) {
                        throw Problem.of(KernelError.BAD_PARAMETER, name);
                    }
                    count = true;
                }
                default -> {
                    if (!spec.filters().contains(name)) {
                        throw Problem.of(KernelError.UNKNOWN_PARAMETER, name);
                    }
                    filters.put(name, value);
                }
            }
        }
        return new ListRequest(spec, filters, order(spec, sort), limit, cursor, count);
    }

    private static int limit(String value) {
        try {
            int limit = Integer.parseInt(value);
            if (limit >= 1 && limit <= ListSpec.MAX_LIMIT) {
                return limit;
            }
        } catch (NumberFormatException e) {
            // answered below, like a number out of range
        }
        throw Problem.of(KernelError.BAD_PARAMETER, "limit");
    }

    private static List<Order> order(ListSpec spec, String sort) {
        List<Order> order = new ArrayList<>();
        for (String part : sort.split(",", -1)) {
            boolean descending = part.startsWith("-");
            SortKey key = spec.sort(descending ? part.substring(1) : part);
            if (key == null || order.size() == MAX_SORTS) {
                throw Problem.of(KernelError.BAD_PARAMETER, "sort");
            }
            order.add(new Order(key, descending));
        }
        return List.copyOf(order);
    }

    public Optional<String> filter(String name) {
        return Optional.ofNullable(filters.get(name));
    }

    /** A filter read as something else; what {@code read} throws becomes a problem that names the parameter. */
    public <T> Optional<T> filter(String name, Function<String, T> read) {
        return filter(name).map(value -> {
            try {
                return read.apply(value);
            } catch (RuntimeException e) {
                throw Problem.of(KernelError.BAD_PARAMETER, name);
            }
        });
    }

    /** The {@code order by} of the page, for rows with the alias {@code r}. */
    public String orderBy() {
        var text = new StringBuilder(" order by ");
        order.forEach(o -> text.append(o.key().path()).append(o.descending() ? " desc, " : " asc, "));
        return text.append("r.id").append(lastDescending() ? " desc" : " asc").toString();
    }

    /**
     * The condition that skips what earlier pages showed, and its parameters; {@code true} on the first page.
     *
     * @param caller whom the cursor belongs to
     */
    public Keyset keyset(Cursors cursors, String caller) {
        if (cursor == null) {
            return new Keyset("1 = 1", Map.of());
        }
        List<String> keys = cursors.open(scope(caller), cursor);
        if (keys.size() != order.size() + 1) {
            throw Problem.of(KernelError.BAD_CURSOR);
        }
        Map<String, Object> values = new LinkedHashMap<>();
        var condition = new StringBuilder("(");
        var equal = new StringBuilder();
        for (int i = 0; i <= order.size(); i++) {
            boolean last = i == order.size();
            String path = last ? "r.id" : order.get(i).key().path();
            boolean descending = last ? lastDescending() : order.get(i).descending();
            values.put(
                    "k" + i,
                    last
                            ? (Object) Long.valueOf(keys.get(i))
                            : order.get(i).key().read().apply(keys.get(i)));
            condition.append(i == 0 ? "(" : " or (").append(equal).append(path);
            condition.append(descending ? " < :k" : " > :k").append(i).append(')');
            equal.append(path).append(" = :k").append(i).append(" and ");
        }
        return new Keyset(condition.append(')').toString(), values);
    }

    /**
     * Makes the answer of up to {@code limit + 1} rows.
     *
     * @param keys for a row: the values of its sort keys in the order of {@link #order}, then its numeric id
     */
    public <R, T> Listing<T> page(
            List<R> rows,
            Function<R, List<Object>> keys,
            Function<R, T> item,
            Cursors cursors,
            String caller,
            Long total) {
        boolean more = rows.size() > limit;
        List<R> shown = more ? rows.subList(0, limit) : rows;
        String next = more
                ? cursors.seal(
                        scope(caller),
                        keys.apply(shown.get(limit - 1)).stream()
                                .map(Object::toString)
                                .toList())
                : null;
        return new Listing<>(shown.stream().map(item).toList(), next, total);
    }

    private boolean lastDescending() {
        return order.get(order.size() - 1).descending();
    }

    private String scope(String caller) {
        var scope = new StringBuilder(spec.name())
                .append('|')
                .append(caller)
                .append('|')
                .append(filters);
        order.forEach(o -> scope.append('|')
                .append(o.descending() ? "-" : "")
                .append(o.key().field()));
        return scope.toString();
    }

    /** A JPQL condition and its named parameters. */
    public record Keyset(String condition, Map<String, Object> parameters) {}
}
