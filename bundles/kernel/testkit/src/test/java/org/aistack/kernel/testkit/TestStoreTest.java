package org.aistack.kernel.testkit;

import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertThrows;
import static org.junit.Assert.assertTrue;

import java.util.List;
import java.util.function.Supplier;
import org.aistack.kernel.data.Constraint;
import org.aistack.kernel.data.Store;
import org.junit.Rule;
import org.junit.Test;
import org.junit.rules.TemporaryFolder;

public final class TestStoreTest {

    @Rule
    public final TemporaryFolder folder = new TemporaryFolder();

    @Test
    public void inMemory() {
        check(TestDatabase::memory);
        try (var store = TestStore.of("things", ThingRow.class)) {
            assertEquals(0, count(store));
        }
    }

    @Test
    public void inPostgres() {
        check(TestDatabase::postgres);
    }

    @Test
    public void filesKeepWhatWasStored() {
        for (int round = 1; round <= 2; round++) {
            try (var database = TestDatabase.file(folder.getRoot().toPath())) {
                var store = database.store("things");
                long id = round;
                store.write(work -> {
                    work.session().persist(new ThingRow(id, "thing " + id));
                    return null;
                });
                assertEquals(round, count(store));
            }
        }
    }

    private static void check(Supplier<TestDatabase> kind) {
        try (var database = kind.get()) {
            var store = database.store("things");
            make(store, "one");
            assertTrue(Constraint.isDuplicate(assertThrows(RuntimeException.class, () -> make(store, "one"))));
            make(store, "two");
            assertEquals(2, count(store));
            assertEquals(List.of(new ThingMade("one", 3), new ThingMade("two", 3)), store.events());
        }
    }

    private static void make(TestStore store, String name) {
        store.write(work -> {
            work.session().persist(new ThingRow(store.ids().next(), name));
            work.publish(new ThingMade(name, name.length()));
            return null;
        });
    }

    private static long count(Store<javax.persistence.EntityManager> store) {
        return store.read(session -> session.createQuery("select count(t) from ThingRow t", Long.class)
                .getSingleResult());
    }
}
