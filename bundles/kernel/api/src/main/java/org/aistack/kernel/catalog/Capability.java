package org.aistack.kernel.catalog;

import java.util.List;
import org.aistack.kernel.Text;

/** The name plate of a capability; exactly one per domain bundle. */
public interface Capability {

    /** Lower case, one word, at most 12 letters. Everything else derives from it. */
    String id();

    Text title();

    default List<Permission> permissions() {
        return List.of();
    }

    default List<Page> pages() {
        return List.of();
    }
}
