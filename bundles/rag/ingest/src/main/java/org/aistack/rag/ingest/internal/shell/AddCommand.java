package org.aistack.rag.ingest.internal.shell;

import java.nio.file.Files;
import java.nio.file.Path;
import org.aistack.kernel.access.Caller;
import org.aistack.kernel.access.Guard;
import org.aistack.rag.ingest.internal.shelf.Incoming;
import org.aistack.rag.ingest.internal.shelf.Intake;
import org.aistack.rag.ingest.internal.store.Blobs;
import org.aistack.rag.ingest.internal.view.NewDocument;
import org.apache.karaf.shell.api.action.Action;
import org.apache.karaf.shell.api.action.Argument;
import org.apache.karaf.shell.api.action.Command;
import org.apache.karaf.shell.api.action.lifecycle.Reference;
import org.apache.karaf.shell.api.action.lifecycle.Service;

/** {@code ingest:add <file>}: a file of the server's machine into the default collection. */
@Service
@Command(scope = "ingest", name = "add", description = "添加一个文件 Add a file")
public final class AddCommand implements Action {

    @Reference
    private Intake intake;

    @Reference
    private Guard guard;

    @Argument(index = 0, name = "file", required = true, description = "文件路径 Path of the file")
    private String file;

    @Override
    public Object execute() throws Exception {
        Path path = Path.of(file);
        var incoming = Incoming.file(
                path,
                Files.size(path),
                Blobs.sha256(path),
                path.getFileName().toString(),
                "application/octet-stream",
                NewDocument.NOTHING);
        var accepted = guard.runAs(Caller.SYSTEM, () -> intake.accept(incoming));
        System.out.println(accepted.document().id());
        return null;
    }
}
