package org.aistack.kernel.observe.internal.settings;

import java.io.IOException;
import java.util.Dictionary;
import java.util.Hashtable;
import java.util.Map;
import org.osgi.framework.InvalidSyntaxException;
import org.osgi.framework.ServiceReference;
import org.osgi.service.cm.ConfigurationAdmin;
import org.osgi.service.cm.ConfigurationPlugin;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Checks settings from the environment, which is laid over the files at rank 500; and brings settings back whose file the
 * container could not read at all at this start.
 */
@Component(service = ConfigurationPlugin.class, immediate = true, property = "service.cmRanking:Integer=600")
public final class EnvironmentPlugin implements ConfigurationPlugin {

    private static final Logger LOG = LoggerFactory.getLogger(EnvironmentPlugin.class);

    private final SettingsGuard guard;

    @Activate
    public EnvironmentPlugin(@Reference SettingsGuard guard, @Reference ConfigurationAdmin configurations) {
        this.guard = guard;
        for (Map.Entry<String, Hashtable<String, Object>> kept : guard.unread().entrySet()) {
            try {
                String filter = "(service.pid=" + kept.getKey() + ")";
                if (configurations.listConfigurations(filter) == null) {
                    configurations.getConfiguration(kept.getKey(), "?").update(kept.getValue());
                }
            } catch (IOException | InvalidSyntaxException e) {
                LOG.error("the last good settings of {} cannot be brought back", kept.getKey(), e);
            }
        }
    }

    @Override
    public void modifyConfiguration(ServiceReference<?> target, Dictionary<String, Object> properties) {
        if (properties.get("service.pid") instanceof String pid) {
            guard.environment(pid, properties);
        }
    }
}
