package org.aistack.rag.ingest.internal.shell;

import org.aistack.kernel.access.Caller;
import org.aistack.kernel.access.Guard;
import org.aistack.rag.ingest.internal.shelf.Statistics;
import org.apache.karaf.shell.api.action.Action;
import org.apache.karaf.shell.api.action.Command;
import org.apache.karaf.shell.api.action.lifecycle.Reference;
import org.apache.karaf.shell.api.action.lifecycle.Service;

/** {@code ingest:status}: the figures of the capability. */
@Service
@Command(scope = "ingest", name = "status", description = "显示处理状态 Show how things stand")
public final class StatusCommand implements Action {

    @Reference
    private Statistics statistics;

    @Reference
    private Guard guard;

    @Override
    public Object execute() throws Exception {
        Statistics.Figures f = guard.runAs(Caller.SYSTEM, statistics::now);
        System.out.printf("documents  %d%nchunks     %d%n", f.documents(), f.chunks());
        System.out.printf(
                "queue      %d waiting, %d running, %d failed%n",
                f.queue().waiting(), f.queue().running(), f.queue().failed());
        System.out.printf(
                "vectors    %d computed, %d reused since the start%n",
                f.embeddings().computedTotal(), f.embeddings().reusedTotal());
        return null;
    }
}
