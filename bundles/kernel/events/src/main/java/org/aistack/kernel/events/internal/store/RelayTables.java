package org.aistack.kernel.events.internal.store;

import java.time.Clock;
import javax.sql.DataSource;
import org.aistack.kernel.Ids;
import org.aistack.kernel.data.Store;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** The tables the relay works with. Its reference to the store is a gate: they exist once the migrations ran. */
@Component(service = RelayTables.class)
public final class RelayTables {

    private final Outbox outbox;
    private final Positions positions;
    private final ParkingLot parking;
    private final Servers servers;

    @Activate
    public RelayTables(
            @Reference(target = "(name=aistack)") DataSource source,
            @Reference(target = "(unit=events)") Store<?> migrated,
            @Reference Ids ids,
            @Reference Clock clock) {
        this(source, ids, clock);
    }

    /** On tables that are there already. */
    public RelayTables(DataSource source, Ids ids, Clock clock) {
        var database = new Database(source);
        outbox = new Outbox(database);
        positions = new Positions(database, clock);
        parking = new ParkingLot(database, ids, clock);
        servers = new Servers(database);
    }

    public Outbox outbox() {
        return outbox;
    }

    public Positions positions() {
        return positions;
    }

    public ParkingLot parking() {
        return parking;
    }

    public Servers servers() {
        return servers;
    }
}
