package org.aistack.kernel.shell.internal.shell;

import java.lang.management.ManagementFactory;
import java.time.Duration;
import java.util.stream.Collectors;
import org.aistack.kernel.Text;
import org.aistack.kernel.catalog.Catalog;
import org.aistack.kernel.catalog.Deployments;
import org.apache.karaf.shell.api.action.Action;
import org.apache.karaf.shell.api.action.Argument;
import org.apache.karaf.shell.api.action.Command;
import org.apache.karaf.shell.api.action.Completion;
import org.apache.karaf.shell.api.action.lifecycle.Reference;
import org.apache.karaf.shell.api.action.lifecycle.Service;
import org.apache.karaf.shell.support.CommandException;

/** What this server, or one capability of it, is. */
@Service
@Command(scope = "kernel", name = "info", description = "Says what this server is, or how a capability is")
public final class InfoCommand implements Action {

    @Reference
    private Catalog catalog;

    @Reference
    private Deployments deployments;

    @Argument(name = "id", description = "Id of a capability; without it, the server")
    @Completion(CapabilityCompleter.class)
    private String id;

    @Override
    public Object execute() throws CommandException {
        if (id == null) {
            server();
        } else {
            capability(catalog.entries().stream()
                    .filter(entry -> entry.plate().id().equals(id))
                    .findFirst()
                    .orElseThrow(() -> new CommandException("there is no capability " + id)));
        }
        return null;
    }

    private void capability(Catalog.Entry entry) {
        var module = entry.module();
        line("Capability", entry.plate().id() + " (" + entry.plate().title().en() + ")");
        line("State", Carried.word(entry.state()));
        line("Version", module.version());
        line("Bundle", module.symbolicName() + " [" + module.id() + "], " + module.state());
        for (Text words : entry.waitingFor()) {
            line(entry.state() == Catalog.State.BROKEN ? "Because" : "Waits for", words.en());
        }
        line("Actions", words(entry));
        deployments.history().stream()
                .filter(one -> one.content().symbolicName().equals(module.symbolicName()))
                .findFirst()
                .ifPresent(one -> line(
                        "Deployment",
                        one.id() + ": " + Carried.word(one.action()) + " "
                                + one.content().version() + " "
                                + Carried.word(one.status())
                                + one.reason().map(reason -> ", " + reason.en()).orElse("")));
    }

    private static String words(Catalog.Entry entry) {
        return entry.foundation()
                ? "none: part of the foundation, replaced with a restart"
                : entry.actions().stream().sorted().map(Carried::word).collect(Collectors.joining(", "));
    }

    private void server() {
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
    }

    private static void line(String name, String value) {
        System.out.printf("%-13s %s%n", name, value);
    }
}
