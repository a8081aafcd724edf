package org.aistack.kernel.observe.internal.settings;

import java.util.Dictionary;
import org.osgi.framework.ServiceReference;
import org.osgi.service.cm.ConfigurationPlugin;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** Checks settings from the environment, which is laid over the files at rank 500. */
@Component(service = ConfigurationPlugin.class, immediate = true, property = "service.cmRanking:Integer=600")
public final class EnvironmentPlugin implements ConfigurationPlugin {

    private final SettingsGuard guard;

    @Activate
    public EnvironmentPlugin(@Reference SettingsGuard guard) {
        this.guard = guard;
    }

    @Override
    public void modifyConfiguration(ServiceReference<?> target, Dictionary<String, Object> properties) {
        if (properties.get("service.pid") instanceof String pid) {
            guard.environment(pid, properties);
        }
    }
}
