package org.aistack.kernel.catalog;

import java.util.List;

/** Proves an invariant of a capability's data. */
public interface IntegrityCheck {

    /** {@code <id>.<what>}, for example {@code notes.tag-counts}. */
    String name();

    /** What is wrong, in words with ids; empty when the invariant holds. */
    List<String> findings();
}
