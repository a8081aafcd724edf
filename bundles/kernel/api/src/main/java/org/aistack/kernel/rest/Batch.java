package org.aistack.kernel.rest;

import java.util.List;
import java.util.Map;
import java.util.function.Function;

/**
 * {@code {"items":[…]}} as a parameter of a resource method: many things to do in one request, of which a wrong one never
 * rejects the others.
 *
 * @param <T> a record; every item is read as strictly as a body of its own
 */
public interface Batch<T> {

    /**
     * Does something with every item, in order. A {@link org.aistack.kernel.Problem} that reading it, its constructor or
     * {@code action} throws becomes the item's error; everything else ends the batch.
     *
     * <p>With an {@code Idempotency-Key} all items are one unit of work. So {@code action} says no before it begins to
     * write: a problem that leaves a write dooms that whole work.
     *
     * @param most items there may be
     * @param action does it and returns the id of what it made or changed
     * @throws org.aistack.kernel.Problem when there are more than {@code most}
     */
    Results each(int most, Function<T, String> action);

    /**
     * What became of the items, in order.
     *
     * @param items {@code {"index","id"}} or {@code {"index","error":{problem}}} each
     */
    record Results(List<Map<String, Object>> items) {
        public Results {
            items = List.copyOf(items);
        }
    }
}
