package org.aistack.kernel.jobs.internal.rest;

import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.aistack.kernel.access.Caller;
import org.aistack.kernel.access.Guard;
import org.aistack.kernel.jobs.internal.JobBook;
import org.aistack.kernel.jobs.internal.Status;
import org.aistack.kernel.jobs.internal.store.Entry;
import org.aistack.kernel.jobs.internal.store.JobTables;
import org.aistack.kernel.listing.Cursors;
import org.aistack.kernel.listing.ListRequest;
import org.aistack.kernel.listing.ListSpec;
import org.aistack.kernel.listing.Listing;
import org.aistack.kernel.listing.SortKey;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** Lists jobs: his own, for who watches the server all. */
@Component(service = JobLists.class)
public final class JobLists {

    private static final ListSpec SPEC = new ListSpec(
            "kernel.jobs",
            Set.of("kind", "status", "created_by", "created_at_from", "created_at_to"),
            List.of(
                    SortKey.moment("created_at", "r.created_at"),
                    SortKey.text("kind", "r.kind"),
                    SortKey.text("status", "r.status")),
            "-created_at");

    private final JobTables tables;
    private final JobViews views;
    private final Cursors cursors;
    private final Guard guard;

    @Activate
    public JobLists(
            @Reference JobTables tables,
            @Reference JobViews views,
            @Reference Cursors cursors,
            @Reference Guard guard) {
        this.tables = tables;
        this.views = views;
        this.cursors = cursors;
        this.guard = guard;
    }

    Listing<JobView> list(Map<String, List<String>> parameters, Locale locale) {
        var request = ListRequest.of(SPEC, parameters);
        Caller caller = guard.caller();
        Map<String, Object> values = new LinkedHashMap<>();
        List<String> conditions = conditions(request, caller, values);
        String where = String.join(" and ", conditions);
        Long total = request.count() ? (Long) tables.jobs().count(where, values) : null;
        var keyset = request.keyset(cursors, caller.id());
        values.putAll(keyset.parameters());
        List<Entry> rows = tables.jobs()
                .page(where + " and " + keyset.condition(), values, request.orderBy(), request.limit() + 1);
        return request.page(rows, row -> keys(request, row), row -> views.of(row, locale), cursors, caller.id(), total);
    }

    private List<String> conditions(ListRequest request, Caller caller, Map<String, Object> values) {
        List<String> conditions = new ArrayList<>(List.of("1 = 1"));
        if (!guard.permits(caller, JobBook.MONITOR)) {
            conditions.add("r.caller_id = :me and r.caller_kind = :mine");
            values.put("me", caller.id());
            values.put("mine", caller.kind().name());
        }
        request.filter("kind").ifPresent(kind -> add(conditions, values, "r.kind = :kind", "kind", kind));
        request.filter("status", Status::of)
                .ifPresent(status -> add(conditions, values, "r.status = :status", "status", status.text()));
        request.filter("created_by")
                .ifPresent(by -> add(conditions, values, "r.caller_id = :by", "by", by.equals("system") ? "" : by));
        request.filter("created_at_from", JobLists::moment)
                .ifPresent(from -> add(conditions, values, "r.created_at >= :from", "from", from));
        request.filter("created_at_to", JobLists::moment)
                .ifPresent(to -> add(conditions, values, "r.created_at < :to", "to", to));
        return conditions;
    }

    private static void add(
            List<String> conditions, Map<String, Object> values, String condition, String name, Object value) {
        conditions.add(condition);
        values.put(name, value);
    }

    private static List<Object> keys(ListRequest request, Entry row) {
        List<Object> keys = new ArrayList<>();
        for (var order : request.order()) {
            keys.add(
                    switch (order.key().field()) {
                        case "kind" -> row.kind();
                        case "status" -> row.status().text();
                        default -> LocalDateTime.ofInstant(row.createdAt(), ZoneOffset.UTC);
                    });
        }
        keys.add(row.id());
        return keys;
    }

    private static LocalDateTime moment(String text) {
        return LocalDateTime.ofInstant(Instant.parse(text), ZoneOffset.UTC);
    }
}
