package org.aistack.kernel.jobs.internal.shell;

import java.util.Map;
import org.aistack.kernel.Id;
import org.aistack.kernel.jobs.internal.store.JobTables;
import org.aistack.kernel.jobs.internal.store.Timing;
import org.apache.karaf.shell.api.action.Action;
import org.apache.karaf.shell.api.action.Command;
import org.apache.karaf.shell.api.action.lifecycle.Reference;
import org.apache.karaf.shell.api.action.lifecycle.Service;
import org.apache.karaf.shell.support.table.ShellTable;

/** {@code kernel:schedules}: what starts by itself, the next first. */
@Service
@Command(scope = "kernel", name = "schedules", description = "列出计划 Lists schedules, the next first")
public final class SchedulesCommand implements Action {

    private static final int ROWS = 200;

    @Reference
    private JobTables tables;

    @Override
    public Object execute() {
        var table = new ShellTable();
        table.column("Id");
        table.column("Kind");
        table.column("Cron");
        table.column("Time zone");
        table.column("Next run");
        table.column("Last run");
        for (Timing timing :
                tables.schedules().page("1 = 1", Map.of(), " order by r.paused, r.next_run_at, r.id", ROWS)) {
            table.addRow()
                    .addContent(
                            Id.text(timing.id()),
                            timing.kind(),
                            timing.cron(),
                            timing.zone().isEmpty() ? timing.zoneUsed() + " (server)" : timing.zone(),
                            timing.paused() ? "paused" : timing.nextRunAt(),
                            timing.lastRunAt() == null ? "" : timing.lastRunAt());
        }
        table.print(System.out);
        return null;
    }
}
