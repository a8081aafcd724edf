package org.aistack.kernel.jobs.internal.store;

import javax.sql.DataSource;
import org.aistack.kernel.data.Store;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** The tables of jobs. Its reference to the store is a gate: they exist once the migrations ran. */
@Component(service = JobTables.class)
public final class JobTables {

    private final JobTable jobs;
    private final RunTable runs;
    private final ScheduleTable schedules;

    @Activate
    public JobTables(
            @Reference(target = "(unit=jobs)") Store<?> store,
            @Reference(target = "(name=aistack)") DataSource source) {
        var database = new Database(store, source);
        jobs = new JobTable(database);
        runs = new RunTable(database);
        schedules = new ScheduleTable(database);
    }

    public JobTable jobs() {
        return jobs;
    }

    public RunTable runs() {
        return runs;
    }

    public ScheduleTable schedules() {
        return schedules;
    }
}
