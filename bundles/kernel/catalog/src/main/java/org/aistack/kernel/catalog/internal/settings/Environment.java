package org.aistack.kernel.catalog.internal.settings;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collections;
import java.util.Dictionary;
import java.util.Hashtable;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.aistack.kernel.catalog.internal.settings.EnvironmentNames.Source;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleContext;
import org.osgi.framework.BundleEvent;
import org.osgi.framework.InvalidSyntaxException;
import org.osgi.framework.ServiceReference;
import org.osgi.framework.SynchronousBundleListener;
import org.osgi.service.cm.ConfigurationAdmin;
import org.osgi.service.cm.ConfigurationPlugin;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Reference;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Lays the environment over the settings files while settings are handed out; nothing of it is ever stored, and values
 * are never logged.
 */
@Component(service = ConfigurationPlugin.class, immediate = true, property = "service.cmRanking:Integer=500")
public final class Environment implements ConfigurationPlugin, SynchronousBundleListener {

    private static final Logger LOG = LoggerFactory.getLogger(Environment.class);
    private static final String OURS = "org.aistack.";

    private final Map<String, String> variables = Map.copyOf(System.getenv());
    private final Set<String> told = ConcurrentHashMap.newKeySet();
    private final BundleContext context;
    private final ConfigurationAdmin configurations;

    @Activate
    public Environment(BundleContext context, @Reference ConfigurationAdmin configurations) {
        this.context = context;
        this.configurations = configurations;
        context.addBundleListener(this);
        for (Bundle bundle : context.getBundles()) {
            ensure(bundle);
        }
    }

    @Deactivate
    void stop() {
        context.removeBundleListener(this);
    }

    @Override
    public void modifyConfiguration(ServiceReference<?> target, Dictionary<String, Object> properties) {
        if (properties.get("service.pid") instanceof String pid && pid.startsWith(OURS)) {
            EnvironmentNames.of(pid, variables, Collections.list(properties.keys()))
                    .forEach((key, source) -> value(source).ifPresent(value -> {
                        properties.put(key, value);
                        if (told.add(pid + source.variable())) {
                            LOG.info("{} sets {} of {}", source.variable(), key, pid);
                        }
                    }));
        }
    }

    @Override
    public void bundleChanged(BundleEvent event) {
        if (event.getType() == BundleEvent.RESOLVED || event.getType() == BundleEvent.STARTING) {
            ensure(event.getBundle());
        }
    }

    /** Settings that exist nowhere are not handed out, so the environment would not be seen: makes empty ones. */
    private void ensure(Bundle bundle) {
        String pid = bundle.getSymbolicName();
        if (pid == null
                || !pid.startsWith(OURS)
                || EnvironmentNames.of(pid, variables, List.of()).isEmpty()) {
            return;
        }
        try {
            if (configurations.listConfigurations("(service.pid=" + pid + ")") == null) {
                configurations.getConfiguration(pid, "?").update(new Hashtable<>());
            }
        } catch (IOException | InvalidSyntaxException problem) {
            LOG.error("the settings of {} cannot be made", pid, problem);
        }
    }

    private Optional<String> value(Source source) {
        String value = variables.get(source.variable());
        if (!source.file()) {
            return Optional.of(value);
        }
        try {
            return Optional.of(Files.readString(Path.of(value)).strip());
        } catch (IOException problem) {
            if (told.add("unreadable " + source.variable())) {
                LOG.error("{} names a file that cannot be read", source.variable());
            }
            return Optional.empty();
        }
    }
}
