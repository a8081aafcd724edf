package org.aistack.kernel.events.internal.webhook;

import java.time.Clock;
import javax.sql.DataSource;
import org.aistack.kernel.Ids;
import org.aistack.kernel.data.Store;
import org.aistack.kernel.events.internal.store.Database;
import org.aistack.kernel.events.internal.webhook.store.HookTable;
import org.aistack.kernel.events.internal.webhook.store.ParcelTable;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** The tables of webhooks. Its reference to the store is a gate: they exist once the migrations ran. */
@Component(service = WebhookTables.class)
public final class WebhookTables {

    private final HookTable hooks;
    private final ParcelTable parcels;

    @Activate
    public WebhookTables(
            @Reference(target = "(name=aistack)") DataSource source,
            @Reference(target = "(unit=events)") Store<?> migrated,
            @Reference Ids ids,
            @Reference Clock clock) {
        this(source, ids, clock);
    }

    /** On tables that are there already. */
    WebhookTables(DataSource source, Ids ids, Clock clock) {
        var database = new Database(source);
        hooks = new HookTable(database, ids, clock);
        parcels = new ParcelTable(database, ids, clock);
    }

    HookTable hooks() {
        return hooks;
    }

    ParcelTable parcels() {
        return parcels;
    }
}
