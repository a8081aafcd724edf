package org.aistack.kernel.jobs.internal.rest;

import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.aistack.kernel.Id;
import org.aistack.kernel.KernelError;
import org.aistack.kernel.Problem;
import org.aistack.kernel.access.Caller;
import org.aistack.kernel.access.Guard;
import org.aistack.kernel.jobs.internal.JobBook;
import org.aistack.kernel.jobs.internal.JobKind;
import org.aistack.kernel.jobs.internal.Kinds;
import org.aistack.kernel.jobs.internal.store.JobTables;
import org.aistack.kernel.jobs.internal.store.Timing;
import org.aistack.kernel.listing.Cursors;
import org.aistack.kernel.listing.ListRequest;
import org.aistack.kernel.listing.ListSpec;
import org.aistack.kernel.listing.Listing;
import org.aistack.kernel.listing.SortKey;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** Shows schedules: his own, for who watches the server all. */
@Component(service = ScheduleLists.class)
public final class ScheduleLists {

    private static final ListSpec SPEC = new ListSpec(
            "kernel.schedules",
            Set.of("kind", "paused", "created_by"),
            List.of(
                    SortKey.moment("created_at", "r.created_at"),
                    SortKey.moment("next_run_at", "r.next_run_at"),
                    SortKey.text("kind", "r.kind")),
            "-created_at");

    private final JobTables tables;
    private final JobViews views;
    private final Kinds kinds;
    private final Cursors cursors;
    private final Guard guard;

    @Activate
    public ScheduleLists(
            @Reference JobTables tables,
            @Reference JobViews views,
            @Reference Kinds kinds,
            @Reference Cursors cursors,
            @Reference Guard guard) {
        this.tables = tables;
        this.views = views;
        this.kinds = kinds;
        this.cursors = cursors;
        this.guard = guard;
    }

    Listing<ScheduleView> list(Map<String, List<String>> parameters, Locale locale) {
        var request = ListRequest.of(SPEC, parameters);
        Caller caller = guard.caller();
        Map<String, Object> values = new LinkedHashMap<>();
        String where = where(request, caller, values);
        Long total = request.count() ? (Long) tables.schedules().count(where, values) : null;
        var keyset = request.keyset(cursors, caller.id());
        values.putAll(keyset.parameters());
        List<Timing> rows = tables.schedules()
                .page(where + " and " + keyset.condition(), values, request.orderBy(), request.limit() + 1);
        return request.page(rows, row -> keys(request, row), row -> view(row, locale), cursors, caller.id(), total);
    }

    ScheduleView view(Timing timing, Locale locale) {
        return new ScheduleView(
                Id.text(timing.id()),
                timing.kind(),
                views.title(timing.kind(), locale),
                views.read(timing.arguments()),
                timing.cron(),
                timing.zone().isEmpty() ? null : timing.zone(),
                timing.paused(),
                timing.codeKind() != null,
                timing.starter().shown(),
                timing.paused() ? null : timing.nextRunAt(),
                timing.lastRunAt(),
                timing.lastJob() == 0 ? null : Id.text(timing.lastJob()),
                timing.createdAt(),
                timing.updatedAt(),
                timing.version());
    }

    private String where(ListRequest request, Caller caller, Map<String, Object> values) {
        var where = new StringBuilder(present(values));
        if (!guard.permits(caller, JobBook.MONITOR)) {
            where.append(" and r.caller_id = :me and r.caller_kind = :mine");
            values.put("me", caller.id());
            values.put("mine", caller.kind().name());
        }
        request.filter("kind").ifPresent(kind -> {
            where.append(" and r.kind = :kind");
            values.put("kind", kind);
        });
        request.filter("created_by").ifPresent(by -> {
            where.append(" and r.caller_id = :by");
            values.put("by", by.equals("system") ? "" : by);
        });
        request.filter("paused", ScheduleLists::flag).ifPresent(paused -> {
            where.append(" and r.paused = :paused");
            values.put("paused", paused);
        });
        return where.toString();
    }

    /** A schedule that its capability brought is shown while its capability is there. */
    private String present(Map<String, Object> values) {
        List<String> names = new ArrayList<>();
        for (JobKind<?> kind : kinds.all()) {
            String name = "present" + names.size();
            names.add(":" + name);
            values.put(name, kind.name());
        }
        return names.isEmpty()
                ? "r.code_kind is null"
                : "(r.code_kind is null or r.code_kind in (" + String.join(", ", names) + "))";
    }

    private static Integer flag(String text) {
        return switch (text) {
            case "true" -> 1;
            case "false" -> 0;
            default -> throw Problem.of(KernelError.BAD_PARAMETER, "paused");
        };
    }

    private static List<Object> keys(ListRequest request, Timing row) {
        List<Object> keys = new ArrayList<>();
        for (var order : request.order()) {
            keys.add(
                    switch (order.key().field()) {
                        case "kind" -> row.kind();
                        case "next_run_at" -> LocalDateTime.ofInstant(row.nextRunAt(), ZoneOffset.UTC);
                        default -> LocalDateTime.ofInstant(row.createdAt(), ZoneOffset.UTC);
                    });
        }
        keys.add(row.id());
        return keys;
    }
}
