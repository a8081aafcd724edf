package org.aistack.kernel.testkit;

import java.util.List;
import java.util.function.Function;
import javax.persistence.EntityManager;
import org.aistack.kernel.data.Store;
import org.aistack.kernel.data.Work;
import org.aistack.kernel.data.internal.work.JpaStore;
import org.aistack.kernel.events.DomainEvent;

/**
 * The store of one unit, on a throw-away database with the unit's migrations.
 *
 * <pre>{@code
 * private final TestStore store = TestStore.of("notes");
 * private final NoteBook notes = new NoteBook(store, store.ids(), store.clock(), store.guard(), new TestCursors());
 * }</pre>
 */
public final class TestStore implements Store<EntityManager>, AutoCloseable {

    private final TestDatabase database;
    private final JpaStore store;

    TestStore(TestDatabase database, JpaStore store) {
        this.database = database;
        this.store = store;
    }

    /** In memory; the rows are those {@code META-INF/persistence.xml} names for the unit {@code id}. */
    public static TestStore of(String id) {
        return TestDatabase.memory().store(id);
    }

    /** In memory, with these rows. */
    public static TestStore of(String id, Class<?>... rows) {
        return TestDatabase.memory().store(id, rows);
    }

    /** The store of another unit on the same database. */
    public TestStore and(String id) {
        return database.store(id);
    }

    @Override
    public <T> T read(Function<EntityManager, T> query) {
        return store.read(query);
    }

    @Override
    public <T> T write(Function<Work<EntityManager>, T> change) {
        return store.write(change);
    }

    public TestDatabase database() {
        return database;
    }

    /** The facts told by committed work, in order. */
    public List<DomainEvent> events() {
        return database.events();
    }

    public TestClock clock() {
        return database.clock();
    }

    public TestIds ids() {
        return database.ids();
    }

    public TestGuard guard() {
        return database.guard();
    }

    /** Closes the unit alone, as when its bundle stops. */
    public void closeUnit() {
        store.close();
    }

    /** Closes the database with all its units. */
    @Override
    public void close() {
        database.close();
    }
}
