package org.aistack.kernel.listing;

import java.util.List;

/**
 * One page of a list.
 *
 * @param items what the caller may see, in order
 * @param nextCursor opaque place to go on from; null at the end
 * @param total how many there are in all; null unless {@code count=exact} was asked
 */
public record Listing<T>(List<T> items, String nextCursor, Long total) {

    public static <T> Listing<T> of(List<T> items) {
        return new Listing<>(List.copyOf(items), null, null);
    }
}
