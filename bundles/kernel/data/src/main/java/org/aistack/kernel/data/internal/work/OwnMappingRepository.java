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

    private transient ClassLoader owner;

    @Override
    public void register(Class<?> type) {
        if (owner == null) {
            owner = OWNER.get();
        }
        if (owner != null && type.getClassLoader() == owner) {
            super.register(type);
        }
    }
}
