package org.aistack.security.rbac.internal.check;

import static org.junit.Assert.assertEquals;

import java.util.List;
import java.util.function.Supplier;
import org.aistack.kernel.testkit.TestDatabase;
import org.aistack.kernel.testkit.TestStore;
import org.junit.After;
import org.junit.Test;
import org.junit.runner.RunWith;
import org.junit.runners.Parameterized;
import org.junit.runners.Parameterized.Parameters;

@RunWith(Parameterized.class)
public final class RoleCheckTest {

    @Parameters(name = "{0}")
    public static Object[][] databases() {
        return new Object[][] {
            {"H2", (Supplier<TestDatabase>) TestDatabase::memory},
            {"PostgreSQL", (Supplier<TestDatabase>) TestDatabase::postgres}
        };
    }

    private final TestStore store;
    private final RoleCheck check;

    public RoleCheckTest(String name, Supplier<TestDatabase> database) {
        store = database.get().store("rbac");
        check = new RoleCheck(store);
    }

    @After
    public void close() {
        store.close();
    }

    private void execute(String sql) {
        store.write(work -> work.session().createNativeQuery(sql).executeUpdate());
    }

    private List<String> details() {
        return check.check().findings().stream().map(f -> f.detail()).toList();
    }

    @Test
    public void somebodyCanAdminister() {
        assertEquals("nobody is there yet", List.of(), details());
        execute("insert into rbac_holder (id, active, revision) values (9, true, 1)");
        assertEquals(List.of("nobody can administer the server"), details());
        execute("insert into rbac_assignment (id, holder_id, role_id) values (9, 9, 1)");
        assertEquals(List.of(), details());
        execute("update rbac_holder set active = false");
        assertEquals(List.of("nobody can administer the server"), details());
    }

    @Test
    public void whatEverybodyReliesOnIsThere() {
        execute("update rbac_grant set granted = false where permission = '*'");
        execute("update rbac_role set name = 'gast' where name = 'guest'");
        assertEquals(List.of("a built-in role is missing", "administrators may not do everything"), details());
        assertEquals(4, check.check().checked());
    }
}
