package org.aistack.rag.ingest.internal.shell;

import java.util.List;
import java.util.Map;
import org.aistack.kernel.access.Caller;
import org.aistack.kernel.access.Guard;
import org.aistack.kernel.listing.ListRequest;
import org.aistack.rag.ingest.internal.shelf.DocumentFilters;
import org.aistack.rag.ingest.internal.shelf.DocumentShelf;
import org.aistack.rag.ingest.internal.view.DocumentView;
import org.apache.karaf.shell.api.action.Action;
import org.apache.karaf.shell.api.action.Command;
import org.apache.karaf.shell.api.action.Option;
import org.apache.karaf.shell.api.action.lifecycle.Reference;
import org.apache.karaf.shell.api.action.lifecycle.Service;
import org.apache.karaf.shell.support.table.ShellTable;

/** {@code ingest:list}: the newest documents. */
@Service
@Command(scope = "ingest", name = "list", description = "列出文档 List documents")
public final class ListCommand implements Action {

    @Reference
    private DocumentShelf documents;

    @Reference
    private Guard guard;

    @Option(name = "-n", description = "数量 How many")
    private int limit = 50;

    @Override
    public Object execute() throws Exception {
        var request =
                ListRequest.of(DocumentFilters.SPEC, Map.of("limit", List.of(String.valueOf(Math.min(200, limit)))));
        var found = guard.runAs(Caller.SYSTEM, () -> documents.list(request));
        var table = new ShellTable();
        List.of("id", "state", "language", "chunks", "title").forEach(table::column);
        table.emptyTableText("-");
        for (DocumentView d : found.items()) {
            table.addRow()
                    .addContent(d.id(), d.state(), d.language(), d.counts().chunks(), d.title());
        }
        table.print(System.out);
        return null;
    }
}
