package org.aistack.kernel.shell.internal.shell;

import java.util.List;
import org.aistack.kernel.catalog.Catalog;
import org.apache.karaf.shell.api.action.lifecycle.Reference;
import org.apache.karaf.shell.api.action.lifecycle.Service;
import org.apache.karaf.shell.api.console.CommandLine;
import org.apache.karaf.shell.api.console.Completer;
import org.apache.karaf.shell.api.console.Session;
import org.apache.karaf.shell.support.completers.StringsCompleter;

/** Completes ids of capabilities. */
@Service
public final class CapabilityCompleter implements Completer {

    @Reference
    private Catalog catalog;

    @Override
    public int complete(Session session, CommandLine line, List<String> candidates) {
        var ids = catalog.entries().stream().map(entry -> entry.plate().id()).toList();
        return new StringsCompleter(ids).complete(session, line, candidates);
    }
}
