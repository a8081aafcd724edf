package org.aistack.rag.ingest.internal.shell;

import org.aistack.kernel.access.Caller;
import org.aistack.kernel.access.Guard;
import org.aistack.rag.ingest.internal.shelf.Runs;
import org.apache.karaf.shell.api.action.Action;
import org.apache.karaf.shell.api.action.Argument;
import org.apache.karaf.shell.api.action.Command;
import org.apache.karaf.shell.api.action.lifecycle.Reference;
import org.apache.karaf.shell.api.action.lifecycle.Service;

/** {@code ingest:reprocess <id>}: the whole way again. */
@Service
@Command(scope = "ingest", name = "reprocess", description = "重新处理一个文档 Process a document again")
public final class ReprocessCommand implements Action {

    @Reference
    private Runs runs;

    @Reference
    private Guard guard;

    @Argument(index = 0, name = "id", required = true, description = "文档编号 Id of the document")
    private String id;

    @Override
    public Object execute() throws Exception {
        System.out.println(guard.runAs(Caller.SYSTEM, () -> runs.reprocess(id)).state());
        return null;
    }
}
