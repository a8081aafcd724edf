package org.aistack.kernel.events.internal.check;

import java.util.ArrayList;
import java.util.List;
import javax.sql.DataSource;
import org.aistack.kernel.catalog.IntegrityCheck;
import org.aistack.kernel.data.Store;
import org.aistack.kernel.events.internal.store.Database;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/**
 * Nobody has read, nothing is parked and nothing lies in the outbox beyond the last position that was given. A database
 * that was brought back without its outbox shows here: its subscribers would miss what is told next.
 */
@Component
public final class CursorCheck implements IntegrityCheck {

    private final Database database;

    @Activate
    public CursorCheck(
            @Reference(target = "(name=aistack)") DataSource source,
            @Reference(target = "(unit=events)") Store<?> migrated) {
        this(source);
    }

    /** On tables that are there already. */
    public CursorCheck(DataSource source) {
        database = new Database(source);
    }

    @Override
    public String name() {
        return "events.positions";
    }

    /** What has a position. */
    private record Placed(String type, String id, long position) {}

    @Override
    public Report check() {
        List<Placed> placed = new ArrayList<>();
        placed.addAll(placed("cursor", "select subscriber, position from events_cursor"));
        placed.addAll(placed("parked", "select id, position from events_parked"));
        placed.addAll(placed(
                "outbox",
                "select event_id, position from data_outbox where position = (select max(position) from data_outbox)"));
        // read last: it only rises
        long head = database.query(row -> row.getLong(1), "select last from data_position where id = 1")
                .get(0);
        return new Report(
                placed.size(),
                placed.stream()
                        .filter(p -> p.position() > head)
                        .map(p -> beyond(p, head))
                        .toList());
    }

    private List<Placed> placed(String type, String sql) {
        return database.query(row -> new Placed(type, row.getString(1), row.getLong(2)), sql);
    }

    private static Finding beyond(Placed placed, long head) {
        return new Finding(
                Severity.ERROR,
                placed.type(),
                placed.id(),
                "a position of at most " + head,
                Long.toString(placed.position()),
                "a position that was never given");
    }
}
