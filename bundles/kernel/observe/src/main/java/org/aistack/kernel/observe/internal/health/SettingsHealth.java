package org.aistack.kernel.observe.internal.health;

import java.util.List;
import org.aistack.kernel.observe.internal.settings.SettingsGuard;
import org.apache.felix.hc.api.FormattingResultLog;
import org.apache.felix.hc.api.HealthCheck;
import org.apache.felix.hc.api.Result;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** Is every setting one that can stand? What cannot is named with its place; the last good value is in force meanwhile. */
@Component(property = {"hc.name=settings", "hc.title=设置 · Settings", "hc.tags=kernel", "hc.tags=settings"})
public final class SettingsHealth implements HealthCheck {

    private final SettingsGuard guard;

    @Activate
    public SettingsHealth(@Reference SettingsGuard guard) {
        this.guard = guard;
    }

    @Override
    public Result execute() {
        var log = new FormattingResultLog();
        guard.findings().values().stream()
                .flatMap(List::stream)
                .forEach(finding -> log.warn("{}; the last good value stays in force", finding));
        if (!log.iterator().hasNext()) {
            log.info("all settings can stand");
        }
        return new Result(log);
    }
}
