package org.aistack.kernel.shell.internal.shell;

import org.aistack.kernel.access.Caller;
import org.aistack.kernel.access.Guard;
import org.aistack.kernel.catalog.DemoData;
import org.apache.karaf.shell.api.action.Action;
import org.apache.karaf.shell.api.action.Argument;
import org.apache.karaf.shell.api.action.Command;
import org.apache.karaf.shell.api.action.Completion;
import org.apache.karaf.shell.api.action.lifecycle.Reference;
import org.apache.karaf.shell.api.action.lifecycle.Service;
import org.osgi.framework.BundleContext;

/** Loads sample data; a second time it changes nothing. */
@Service
@Command(scope = "kernel", name = "demo", description = "Loads the sample data of one capability, or of all")
public final class DemoCommand implements Action {

    @Reference
    private BundleContext context;

    @Reference
    private Guard guard;

    @Argument(name = "id", description = "Id of the capability")
    @Completion(CapabilityCompleter.class)
    private String id;

    @Override
    public Object execute() throws Exception {
        for (DemoData data : Contributed.all(context, DemoData.class)) {
            if (id == null || id.equals(data.capability())) {
                int made = guard.runAs(Caller.SYSTEM, data::load);
                System.out.println(data.capability() + ": " + made + " made");
            }
        }
        return null;
    }
}
