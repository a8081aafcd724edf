package org.aistack.kernel.shell.internal.shell;

import java.lang.management.ManagementFactory;
import java.time.Duration;
import org.aistack.kernel.catalog.Catalog;
import org.apache.karaf.shell.api.action.Action;
import org.apache.karaf.shell.api.action.Command;
import org.apache.karaf.shell.api.action.lifecycle.Reference;
import org.apache.karaf.shell.api.action.lifecycle.Service;

/** What this server is. */
@Service
@Command(scope = "kernel", name = "info", description = "Says what this server is")
public final class InfoCommand implements Action {

    @Reference
    private Catalog catalog;

    @Override
    public Object execute() {
        long uptime = ManagementFactory.getRuntimeMXBean().getUptime();
        var memory = ManagementFactory.getMemoryMXBean().getHeapMemoryUsage();
        line("Product", "AI Stack " + System.getProperty("aistack.version", ""));
        line("Commit", System.getProperty("aistack.commit", ""));
        line("Profile", System.getProperty("aistack.profile", ""));
        line("Data", System.getProperty("aistack.data", ""));
        line("Java", Runtime.version().toString());
        line("Uptime", Duration.ofSeconds(uptime / 1000).toString().substring(2).toLowerCase(java.util.Locale.ROOT));
        line("Heap", (memory.getUsed() >> 20) + " MB of " + (memory.getMax() >> 20) + " MB");
        line("Capabilities", String.valueOf(catalog.entries().size()));
        return null;
    }

    private static void line(String name, String value) {
        System.out.printf("%-13s %s%n", name, value);
    }
}
