package org.aistack.kernel.jobs.internal;

import java.util.List;
import org.aistack.kernel.Id;
import org.aistack.kernel.catalog.IntegrityCheck;
import org.aistack.kernel.jobs.internal.store.JobTables;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** A job has ended exactly when it says when, and has a worker exactly while it runs. */
@Component
public final class JobsCheck implements IntegrityCheck {

    private final JobTables tables;

    @Activate
    public JobsCheck(@Reference JobTables tables) {
        this.tables = tables;
    }

    @Override
    public String name() {
        return "kernel.jobs";
    }

    @Override
    public Report check() {
        List<Finding> findings = tables.jobs().contradictions().stream()
                .map(id -> new Finding(
                        Severity.ERROR,
                        "job",
                        Id.text(id),
                        "status, worker and end that agree",
                        "columns that contradict each other",
                        "the row of the job is inconsistent"))
                .toList();
        return new Report(tables.jobs().count(), findings);
    }
}
