package org.aistack.kernel.jobs.internal.shell;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.aistack.kernel.Id;
import org.aistack.kernel.jobs.internal.Status;
import org.aistack.kernel.jobs.internal.store.Entry;
import org.aistack.kernel.jobs.internal.store.JobTables;
import org.apache.karaf.shell.api.action.Action;
import org.apache.karaf.shell.api.action.Argument;
import org.apache.karaf.shell.api.action.Command;
import org.apache.karaf.shell.api.action.Completion;
import org.apache.karaf.shell.api.action.lifecycle.Reference;
import org.apache.karaf.shell.api.action.lifecycle.Service;
import org.apache.karaf.shell.support.CommandException;
import org.apache.karaf.shell.support.completers.StringsCompleter;
import org.apache.karaf.shell.support.table.ShellTable;

/** {@code kernel:jobs [status]}: the newest jobs. */
@Service
@Command(scope = "kernel", name = "jobs", description = "列出任务 Lists the newest jobs")
public final class JobsCommand implements Action {

    private static final int ROWS = 50;

    @Reference
    private JobTables tables;

    @Argument(name = "status", description = "queued, running, succeeded, failed, cancelled, parked")
    @Completion(
            value = StringsCompleter.class,
            values = {"queued", "running", "succeeded", "failed", "cancelled", "parked"})
    private String status;

    @Override
    public Object execute() throws CommandException {
        Map<String, Object> values = new HashMap<>();
        String where = "1 = 1";
        if (status != null) {
            where = "r.status = :status";
            values.put("status", known(status).text());
        }
        List<Entry> jobs = tables.jobs().page(where, values, " order by r.created_at desc, r.id desc", ROWS);
        var table = new ShellTable();
        table.column("Id");
        table.column("Kind");
        table.column("Status");
        table.column("Progress");
        table.column("Attempts");
        table.column("Created by");
        table.column("Created at");
        for (Entry job : jobs) {
            table.addRow()
                    .addContent(
                            Id.text(job.id()),
                            job.kind(),
                            job.status().text(),
                            Math.round(job.progress() * 100) + " %",
                            job.attempts(),
                            job.starter().system() ? "system" : job.starter().name(),
                            job.createdAt());
        }
        table.print(System.out);
        return null;
    }

    private static Status known(String text) throws CommandException {
        try {
            return Status.of(text);
        } catch (IllegalArgumentException e) {
            throw new CommandException("there is no status " + text);
        }
    }
}
