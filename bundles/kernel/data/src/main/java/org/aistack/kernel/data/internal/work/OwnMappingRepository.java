package org.aistack.kernel.data.internal.work;

import org.apache.openjpa.jdbc.meta.MappingRepository;

/**
 * Knows the classes of its own bundle only. OpenJPA tells every repository of every row class in the process; one that
 * kept foreign classes would keep their bundles from ever being unloaded.
 */
public final class OwnMappingRepository extends MappingRepository {

    private static final long serialVersionUID = 1L;

    /** Set while a unit is built. */
    static final ThreadLocal<ClassLoader> OWNER = new ThreadLocal<>();

    /** Known from the beginning: later calls may come from threads that build another unit at the same time. */
    private final transient ClassLoader owner = OWNER.get();

    @Override
    public void register(Class<?> type) {
        if (mine(type)) {
            super.register(type);
        }
    }

    boolean mine(Class<?> type) {
        return owner != null && type.getClassLoader() == owner;
    }
}
