package org.aistack.kernel.data.internal.migrate;

import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertThrows;
import static org.junit.Assert.assertTrue;

import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.FutureTask;
import org.aistack.kernel.data.internal.pool.Database;
import org.aistack.kernel.data.internal.work.Databases;
import org.junit.After;
import org.junit.Before;
import org.junit.Rule;
import org.junit.Test;
import org.junit.rules.TemporaryFolder;
import org.junit.runner.RunWith;
import org.junit.runners.Parameterized;
import org.junit.runners.Parameterized.Parameters;

@RunWith(Parameterized.class)
public final class MigrationsTest {

    private static final Script FIRST =
            new Script("V001__first.sql", "create table gamma_row (id bigint primary key, name varchar(20));");
    private static final Script SECOND = new Script("V002__second.sql", "insert into gamma_row values (1, 'one');");

    @Rule
    public final TemporaryFolder folder = new TemporaryFolder();

    private final Databases kind;
    private Database database;
    private Migrations migrations;

    public MigrationsTest(Databases kind) {
        this.kind = kind;
    }

    @Parameters(name = "{0}")
    public static Databases[] kinds() {
        return Databases.values();
    }

    @Before
    public void open() throws Exception {
        database = kind.open(folder.getRoot().toPath(), 6);
        migrations = new Migrations(database.pool(), database.transactional());
        run("data");
    }

    @After
    public void close() {
        database.close();
    }

    private void run(String unit) throws Exception {
        migrations.run(unit, Scripts.in(MigrationsTest.class.getClassLoader(), unit));
    }

    @Test
    public void onlyNewScriptsRun() throws SQLException {
        migrations.run("gamma", List.of(FIRST));
        assertEquals(0, rows("gamma_row"));
        migrations.run("gamma", List.of(FIRST, SECOND));
        migrations.run("gamma", List.of(FIRST, SECOND));
        assertEquals(1, rows("gamma_row"));
    }

    @Test
    public void changedHistoryIsRefused() {
        migrations.run("gamma", List.of(FIRST));
        var changed = new Script(FIRST.name(), "create table gamma_other (id bigint primary key);");
        assertThrows(RuntimeException.class, () -> migrations.run("gamma", List.of(changed)));
    }

    @Test
    public void unitsShareASchemaButNoHistory() throws Exception {
        run("alpha");
        run("beta");
        assertTrue(rows("alpha_schema") >= 1);
        assertTrue(rows("beta_schema") >= 1);
    }

    @Test
    public void aFailingScriptHurtsItsUnitOnly() throws Exception {
        var thrown = assertThrows(RuntimeException.class, () -> run("broken"));
        assertTrue(thrown.getMessage(), thrown.getMessage().contains("V002__wrong.sql"));
        assertEquals("what ran before stays", 0, rows("broken_one"));
        run("alpha");
        assertEquals(0, rows("alpha_row"));
    }

    @Test
    public void aMendedScriptRunsAgain() throws Exception {
        assertThrows(RuntimeException.class, () -> run("broken"));
        var mended = new ArrayList<>(Scripts.in(MigrationsTest.class.getClassLoader(), "broken"));
        mended.set(
                1,
                new Script(
                        "V002__wrong.sql",
                        "create table broken_two (id bigint not null primary key);"
                                + "create table broken_three (id bigint not null primary key);"));
        migrations.run("broken", mended);
        assertEquals(0, rows("broken_two") + rows("broken_three"));
    }

    @Test
    public void everyTraceOfAFailedScriptGoes() throws Exception {
        migrations.run("gamma", List.of(FIRST, SECOND));
        String change = "create sequence gamma_number increment by 50;"
                + "alter table gamma_row add code varchar(20);"
                + "create index gamma_code on gamma_row (code);"
                + "alter table gamma_row add constraint gamma_once unique (name);";
        var wrong = new Script("V003__third.sql", change + "insert into gamma_nowhere values (1);");
        assertThrows(RuntimeException.class, () -> migrations.run("gamma", List.of(FIRST, SECOND, wrong)));
        var mended = new Script("V003__third.sql", change + "update gamma_row set code = 'a';");
        migrations.run("gamma", List.of(FIRST, SECOND, mended));
        assertEquals(1, rows("gamma_row"));
    }

    @Test
    public void severalAtOnce() throws Exception {
        var tasks = new ArrayList<FutureTask<Void>>();
        for (String unit : List.of("alpha", "beta", "alpha", "beta")) {
            var task = new FutureTask<Void>(() -> {
                run(unit);
                return null;
            });
            tasks.add(task);
            new Thread(task).start();
        }
        for (var task : tasks) {
            task.get();
        }
        assertEquals(0, rows("alpha_row") + rows("beta_row"));
    }

    private long rows(String table) throws SQLException {
        try (var connection = database.pool().getConnection();
                var statement = connection.createStatement();
                var row = statement.executeQuery("select count(*) from " + table)) {
            row.next();
            return row.getLong(1);
        }
    }
}
