package org.aistack.kernel.jobs.internal.shell;

import org.aistack.kernel.access.Guard;
import org.aistack.kernel.jobs.internal.JobBook;
import org.apache.karaf.shell.api.action.Action;
import org.apache.karaf.shell.api.action.Argument;
import org.apache.karaf.shell.api.action.Command;
import org.apache.karaf.shell.api.action.lifecycle.Reference;
import org.apache.karaf.shell.api.action.lifecycle.Service;

/** {@code kernel:job-retry <id>}. */
@Service
@Command(scope = "kernel", name = "job-retry", description = "重试已搁置或失败的任务 Lets a parked or failed job begin anew")
public final class JobRetryCommand implements Action {

    @Reference
    private JobBook jobs;

    @Reference
    private Guard guard;

    @Argument(name = "id", required = true, description = "任务编号 Id of the job")
    private String id;

    @Override
    public Object execute() throws Exception {
        Spoken.orFail(guard, () -> jobs.retry(id));
        return null;
    }
}
