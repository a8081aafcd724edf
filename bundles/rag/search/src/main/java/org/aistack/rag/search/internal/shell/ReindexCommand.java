package org.aistack.rag.search.internal.shell;

import org.aistack.rag.search.internal.index.Reconciler;
import org.apache.karaf.shell.api.action.Action;
import org.apache.karaf.shell.api.action.Command;
import org.apache.karaf.shell.api.action.lifecycle.Reference;
import org.apache.karaf.shell.api.action.lifecycle.Service;

/** {@code search:reindex}. */
@Service
@Command(scope = "search", name = "reindex", description = "重建索引 Build the index anew")
public final class ReindexCommand implements Action {

    @Reference
    private Reconciler reconciler;

    @Override
    public Object execute() {
        reconciler.rebuild();
        System.out.println("索引正在后台重建 The index is being rebuilt in the background");
        return null;
    }
}
