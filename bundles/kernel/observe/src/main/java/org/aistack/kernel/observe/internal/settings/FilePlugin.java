package org.aistack.kernel.observe.internal.settings;

import java.util.Dictionary;
import org.osgi.framework.ServiceReference;
import org.osgi.service.cm.ConfigurationPlugin;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** Checks settings from files: before the environment is laid over them, which ranks 500. */
@Component(service = ConfigurationPlugin.class, immediate = true, property = "service.cmRanking:Integer=400")
public final class FilePlugin implements ConfigurationPlugin {

    private final SettingsGuard guard;

    @Activate
    public FilePlugin(@Reference SettingsGuard guard) {
        this.guard = guard;
    }

    @Override
    public void modifyConfiguration(ServiceReference<?> target, Dictionary<String, Object> properties) {
        if (properties.get("service.pid") instanceof String pid) {
            guard.files(pid, properties);
        }
    }
}
