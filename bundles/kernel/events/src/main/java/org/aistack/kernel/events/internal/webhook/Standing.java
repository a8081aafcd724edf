package org.aistack.kernel.events.internal.webhook;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.TreeMap;
import org.aistack.kernel.Id;
import org.aistack.kernel.events.internal.webhook.store.Hook;
import org.aistack.kernel.events.internal.webhook.store.Parcel;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** What an operator should know of the webhooks. */
@Component(service = Standing.class)
public final class Standing {

    private static final int MOST = 1000;

    private final WebhookTables tables;

    @Activate
    public Standing(@Reference WebhookTables tables) {
        this.tables = tables;
    }

    /** Deliveries that failed to the end. */
    public long dead() {
        return tables.parcels().counts(null).getOrDefault(Parcel.Status.DEAD, 0L);
    }

    /** Every webhook, the oldest first, and how many of its deliveries are in which state. */
    public Map<Hook, Map<Parcel.Status, Long>> all() {
        Map<Hook, Map<Parcel.Status, Long>> all = new LinkedHashMap<>();
        tables.hooks()
                .list(null, null, false, MOST)
                .forEach(hook -> all.put(hook, tables.parcels().counts(hook.id())));
        return all;
    }

    /** Webhooks the server has deactivated, and why. */
    public Map<String, String> deactivated() {
        Map<String, String> deactivated = new TreeMap<>();
        for (Hook hook : tables.hooks().list(false, null, false, MOST)) {
            if (hook.reason() != null) {
                deactivated.put(Id.text(hook.id()), hook.reason());
            }
        }
        return deactivated;
    }
}
