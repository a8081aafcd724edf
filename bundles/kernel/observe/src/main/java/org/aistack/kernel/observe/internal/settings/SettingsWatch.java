package org.aistack.kernel.observe.internal.settings;

import java.io.IOException;
import java.util.Dictionary;
import java.util.Hashtable;
import java.util.Map;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.osgi.framework.InvalidSyntaxException;
import org.osgi.service.cm.Configuration;
import org.osgi.service.cm.ConfigurationAdmin;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Reference;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Looks at the settings files every second, so that what is wrong is told soon; and does what the container does not:
 * brings settings back whose file it could not read at all at this start, and hands settings out again when their file was
 * mended by giving it the content the container had taken from the broken one.
 */
@Component(
        service = {},
        immediate = true)
public final class SettingsWatch {

    private static final Logger LOG = LoggerFactory.getLogger(SettingsWatch.class);

    private final SettingsGuard guard;
    private final ConfigurationAdmin configurations;
    private final ScheduledExecutorService clock = Executors.newSingleThreadScheduledExecutor(task -> {
        var thread = new Thread(task, "settings-watch");
        thread.setDaemon(true);
        return thread;
    });

    @Activate
    public SettingsWatch(@Reference SettingsGuard guard, @Reference ConfigurationAdmin configurations) {
        this.guard = guard;
        this.configurations = configurations;
        for (Map.Entry<String, Hashtable<String, Object>> kept : guard.unread().entrySet()) {
            update(kept.getKey(), kept.getValue());
        }
        clock.scheduleWithFixedDelay(this::look, 1, 1, TimeUnit.SECONDS);
    }

    private void look() {
        try {
            guard.findings();
            guard.mended().forEach(pid -> update(pid, null));
        } catch (RuntimeException e) {
            LOG.warn("the settings files cannot be looked at", e);
        }
    }

    /**
     * Hands settings out.
     *
     * @param kept to be used when there are none; null: what there is, once more
     */
    private void update(String pid, Dictionary<String, Object> kept) {
        try {
            Configuration[] known = configurations.listConfigurations("(service.pid=" + pid + ")");
            if (known == null && kept != null) {
                configurations.getConfiguration(pid, "?").update(kept);
            } else if (known != null && kept == null) {
                known[0].update(known[0].getProperties());
            }
        } catch (IOException | InvalidSyntaxException e) {
            LOG.error("the settings of {} cannot be handed out", pid, e);
        }
    }

    @Deactivate
    void deactivate() {
        clock.shutdownNow();
    }
}
