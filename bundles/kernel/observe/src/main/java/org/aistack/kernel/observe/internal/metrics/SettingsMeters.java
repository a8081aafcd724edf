package org.aistack.kernel.observe.internal.metrics;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.aistack.kernel.observe.internal.settings.SettingsGuard;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Reference;

/** Whether the settings, as they are written now, could be taken over. */
@Component(service = SettingsMeters.class, immediate = true)
public final class SettingsMeters {

    private static final Description SUCCESS = new Description(
            "kernel_setting_reload_success",
            Description.GAUGE,
            List.of("pid"),
            "设置已全部生效为 1，否则为 0 · 1 when all settings could be taken over, else 0.",
            "org.aistack.kernel.observe");

    private final Registries registries;
    private final MapCollector collector;

    @Activate
    public SettingsMeters(@Reference Registries registries, @Reference SettingsGuard guard) {
        this.registries = registries;
        collector = new MapCollector(SUCCESS.name(), SUCCESS.help(), "pid", () -> values(guard));
        registries.add(collector, SUCCESS);
    }

    private static Map<String, Integer> values(SettingsGuard guard) {
        Map<String, Integer> values = new TreeMap<>();
        guard.findings().forEach((pid, findings) -> values.put(pid, findings.isEmpty() ? 1 : 0));
        return values;
    }

    @Deactivate
    void deactivate() {
        registries.remove(collector);
    }
}
