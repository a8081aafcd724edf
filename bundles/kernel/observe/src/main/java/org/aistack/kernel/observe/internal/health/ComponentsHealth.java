package org.aistack.kernel.observe.internal.health;

import org.aistack.kernel.observe.internal.Framework;
import org.apache.felix.hc.api.FormattingResultLog;
import org.apache.felix.hc.api.HealthCheck;
import org.apache.felix.hc.api.Result;
import org.osgi.framework.Bundle;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** Which bundles are not active, and which components wait for something. */
@Component(property = {"hc.name=kernel.components", "hc.title=组件 · Components", "hc.tags=kernel", "hc.tags=ready"})
public final class ComponentsHealth implements HealthCheck {

    private final Framework framework;

    @Activate
    public ComponentsHealth(@Reference Framework framework) {
        this.framework = framework;
    }

    @Override
    public Result execute() {
        var log = new FormattingResultLog();
        for (Bundle bundle : framework.idle()) {
            say(log, bundle.getSymbolicName(), bundle.getSymbolicName() + " is not active");
        }
        for (Framework.Part part : framework.waiting()) {
            String why = part.waitsFor().isEmpty() ? "" : ": " + part.waitsFor();
            say(log, part.bundle(), part.name() + " is " + part.state() + why);
        }
        if (!log.iterator().hasNext()) {
            log.info("everything runs");
        }
        return new Result(log);
    }

    private static void say(FormattingResultLog log, String bundle, String words) {
        // braces in a filter would be taken for placeholders
        if (Framework.vital(bundle)) {
            log.critical("{}", words);
        } else {
            log.warn("{}", words);
        }
    }
}
