package org.aistack.kernel.jobs.internal.health;

import org.aistack.kernel.jobs.internal.Status;
import org.aistack.kernel.jobs.internal.store.JobTables;
import org.apache.felix.hc.api.FormattingResultLog;
import org.apache.felix.hc.api.HealthCheck;
import org.apache.felix.hc.api.Result;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** Whether a person has to look at a job. */
@Component(property = {"hc.name=kernel.jobs", "hc.title=任务 · Jobs", "hc.tags=kernel"})
public final class JobsHealth implements HealthCheck {

    private final JobTables tables;

    @Activate
    public JobsHealth(@Reference JobTables tables) {
        this.tables = tables;
    }

    @Override
    public Result execute() {
        var log = new FormattingResultLog();
        try {
            long parked = tables.jobs().count(Status.PARKED);
            if (parked > 0) {
                log.warn("{} jobs are parked: they failed too often", parked);
            } else {
                log.info("no job is parked");
            }
        } catch (RuntimeException e) {
            log.healthCheckError("the table of jobs does not answer", e);
        }
        return new Result(log);
    }
}
