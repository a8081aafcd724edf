package org.aistack.kernel.data.internal.work;

import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.Set;
import javax.persistence.EntityManagerFactory;
import javax.sql.DataSource;
import org.apache.openjpa.conf.OpenJPAConfiguration;
import org.apache.openjpa.jdbc.conf.JDBCConfigurationImpl;
import org.apache.openjpa.persistence.PersistenceProviderImpl;

/** All units on one database, and the unit of work that runs on each thread. */
public final class Units {

    private final DataSource pool;
    private final String dictionary;
    private final Outbox outbox;
    private final ThreadLocal<JointWork> running = new ThreadLocal<>();
    private final DataSource joined;
    private final Set<String> open = new HashSet<>();
    private volatile Measure measure = Measure.NONE;

    /**
     * Without any unit yet.
     *
     * @param pool where connections come from
     * @param dictionary OpenJPA's name of the kind of database: {@code h2}, {@code postgres}
     */
    public Units(DataSource pool, String dictionary, Outbox outbox) {
        this.pool = pool;
        this.dictionary = dictionary;
        this.outbox = outbox;
        this.joined = new JoinedDataSource(pool, running);
    }

    /** Connections that take part in the running write of the thread, if there is one. */
    public DataSource joined() {
        return joined;
    }

    /**
     * Opens a unit whose tables are there.
     *
     * @param id the capability
     * @param classes names of its rows, enhanced
     * @param loader of the capability's bundle
     */
    public JpaStore open(String id, List<String> classes, ClassLoader loader) {
        ClassLoader all = new ChainLoader(
                new ChainLoader(loader, PersistenceProviderImpl.class.getClassLoader()), Units.class.getClassLoader());
        Thread thread = Thread.currentThread();
        ClassLoader before = thread.getContextClassLoader();
        JointWork held = running.get();
        running.remove(); // whoever opens a unit inside a write must not build it on that write's connection
        thread.setContextClassLoader(all);
        OwnMappingRepository.OWNER.set(loader);
        try {
            EntityManagerFactory factory = new Provider()
                    .createContainerEntityManagerFactory(
                            new UnitInfo(id, classes, all, joined, properties()), Map.of());
            factory.createEntityManager().close(); // a wrong mapping shows here, not at the first use
            opened(id);
            return new JpaStore(id, this, factory);
        } finally {
            OwnMappingRepository.OWNER.remove();
            thread.setContextClassLoader(before);
            if (held != null) {
                running.set(held);
            }
        }
    }

    /** From now on tells {@code measure} what the stores do. */
    public synchronized void measure(Measure listener) {
        measure = listener;
        open.forEach(listener::opened);
    }

    Measure measure() {
        return measure;
    }

    private synchronized void opened(String id) {
        open.add(id);
        measure.opened(id);
    }

    synchronized void closed(String id) {
        open.remove(id);
        measure.closed(id);
    }

    JointWork running() {
        return running.get();
    }

    JointWork begin() {
        var work = new JointWork(pool, outbox);
        running.set(work);
        return work;
    }

    void ended() {
        running.remove();
    }

    private Properties properties() {
        var properties = new Properties();
        properties.put("openjpa.RuntimeUnenhancedClasses", "unsupported");
        properties.put("openjpa.DynamicEnhancementAgent", "false");
        properties.put("openjpa.Log", "slf4j");
        // OpenJPA would alter the increment of sequences inside the work that first uses them; its spelling
        properties.put("openjpa.jdbc.DBDictionary", dictionary + "(disableAlterSeqenceIncrementBy=true)");
        properties.put("openjpa.ConnectionRetainMode", "on-demand");
        properties.put("openjpa.DataCache", "false");
        properties.put("openjpa.QueryCache", "false");
        properties.put("openjpa.MetaDataRepository", OwnMappingRepository.class.getName());
        return properties;
    }

    /** OpenJPA makes a transformer of classes that nobody needs; this gives it what our repository can be made with. */
    private static final class Provider extends PersistenceProviderImpl {

        @Override
        protected OpenJPAConfiguration newConfigurationImpl() {
            return new JDBCConfigurationImpl();
        }
    }
}
