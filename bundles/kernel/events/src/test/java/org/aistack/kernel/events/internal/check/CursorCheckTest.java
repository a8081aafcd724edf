package org.aistack.kernel.events.internal.check;

import static org.junit.Assert.assertEquals;

import java.sql.SQLException;
import java.util.List;
import java.util.function.Supplier;
import org.aistack.kernel.catalog.IntegrityCheck.Finding;
import org.aistack.kernel.testkit.TestDatabase;
import org.junit.After;
import org.junit.Test;
import org.junit.runner.RunWith;
import org.junit.runners.Parameterized;
import org.junit.runners.Parameterized.Parameters;

@RunWith(Parameterized.class)
public final class CursorCheckTest {

    @Parameters(name = "{0}")
    public static Object[][] databases() {
        return new Object[][] {
            {"H2", (Supplier<TestDatabase>) TestDatabase::memory},
            {"PostgreSQL", (Supplier<TestDatabase>) TestDatabase::postgres}
        };
    }

    private final TestDatabase database;
    private final CursorCheck check;

    public CursorCheckTest(String name, Supplier<TestDatabase> kind) {
        database = kind.get();
        database.store("events");
        check = new CursorCheck(database.dataSource());
    }

    @After
    public void close() {
        database.close();
    }

    private void execute(String sql) throws SQLException {
        try (var connection = database.pool().getConnection();
                var statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    private void told(long position) throws SQLException {
        execute("insert into data_outbox (position, event_id, topic, type, aggregate, caused_by, at, payload) values ("
                + position + ", " + (100 + position) + ", 't', 'x', 'a', 'u', timestamp '2026-01-01 00:00:00', '{}')");
    }

    private void cursor(String subscriber, long position) throws SQLException {
        execute("insert into events_cursor (subscriber, topic, position, failures, changed_at, seen_at) values ('"
                + subscriber + "', 't', " + position
                + ", 0, timestamp '2026-01-01 00:00:00', timestamp '2026-01-01 00:00:00')");
    }

    @Test
    public void nothingIsWrongWithPositionsThatWereGiven() throws SQLException {
        assertEquals(0, check.check().checked());
        execute("update data_position set last = 3");
        told(2);
        told(3);
        cursor("some", 3);
        cursor("slow", 0);
        assertEquals(List.of(), check.check().findings());
        assertEquals(3, check.check().checked());
    }

    @Test
    public void positionsThatWereNeverGivenAreFound() throws SQLException {
        execute("update data_position set last = 3");
        told(4);
        cursor("ahead", 9);
        cursor("fine", 1);
        assertEquals(
                List.of("cursor ahead 9", "outbox 104 4"),
                check.check().findings().stream().map(CursorCheckTest::words).toList());
    }

    private static String words(Finding finding) {
        return finding.type() + " " + finding.id() + " " + finding.actual();
    }
}
