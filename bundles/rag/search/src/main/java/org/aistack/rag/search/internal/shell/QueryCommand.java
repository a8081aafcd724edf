package org.aistack.rag.search.internal.shell;

import org.aistack.kernel.access.Caller;
import org.aistack.kernel.access.Guard;
import org.aistack.rag.search.internal.query.Retrieval;
import org.aistack.rag.search.internal.query.SearchRequest;
import org.apache.karaf.shell.api.action.Action;
import org.apache.karaf.shell.api.action.Argument;
import org.apache.karaf.shell.api.action.Command;
import org.apache.karaf.shell.api.action.Option;
import org.apache.karaf.shell.api.action.lifecycle.Reference;
import org.apache.karaf.shell.api.action.lifecycle.Service;
import org.apache.karaf.shell.support.table.ShellTable;

/** {@code search:query <words>}. */
@Service
@Command(scope = "search", name = "query", description = "检索文档 Search documents")
public final class QueryCommand implements Action {

    private static final int SHOWN = 80;

    @Reference
    private Retrieval retrieval;

    @Reference
    private Guard guard;

    @Argument(name = "words", description = "查找的内容 What to look for", required = true)
    private String words;

    @Option(name = "-n", description = "条数 How many")
    private int most = 10;

    @Override
    public Object execute() throws Exception {
        var request = SearchRequest.of(words, null, most, "chunk");
        var result = guard.runAs(Caller.SYSTEM, () -> retrieval.search(request));
        var table = new ShellTable();
        table.column("score");
        table.column("document");
        table.column("title");
        table.column("page");
        table.column("text");
        result.hits().forEach(hit -> {
            String text = hit.passage().text().replaceAll("\\s+", " ");
            table.addRow()
                    .addContent(
                            String.format("%.3f", hit.score()),
                            hit.card().id(),
                            hit.card().title(),
                            hit.passage().page(),
                            text.length() > SHOWN ? text.substring(0, SHOWN) : text);
        });
        table.print(System.out);
        return null;
    }
}
