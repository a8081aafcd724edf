package org.aistack.kernel.jobs.internal.shell;

import org.aistack.kernel.access.Guard;
import org.aistack.kernel.jobs.internal.JobBook;
import org.apache.karaf.shell.api.action.Action;
import org.apache.karaf.shell.api.action.Argument;
import org.apache.karaf.shell.api.action.Command;
import org.apache.karaf.shell.api.action.lifecycle.Reference;
import org.apache.karaf.shell.api.action.lifecycle.Service;

/** {@code kernel:job-cancel <id>}. */
@Service
@Command(scope = "kernel", name = "job-cancel", description = "取消任务 Cancels a job")
public final class JobCancelCommand implements Action {

    @Reference
    private JobBook jobs;

    @Reference
    private Guard guard;

    @Argument(name = "id", required = true, description = "任务编号 Id of the job")
    private String id;

    @Override
    public Object execute() throws Exception {
        Spoken.orFail(guard, () -> jobs.cancel(id));
        return null;
    }
}
