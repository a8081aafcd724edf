package org.aistack.kernel.observe.internal.settings;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Dictionary;
import java.util.HashMap;
import java.util.Hashtable;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;
import org.osgi.framework.BundleContext;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Lets no wrong setting through: in its place comes the value that was last good, without one the default. A file that is
 * wrong as a whole changes nothing at all.
 */
@Component(service = SettingsGuard.class)
public final class SettingsGuard {

    private static final Logger LOG = LoggerFactory.getLogger(SettingsGuard.class);
    private static final Set<String> NOT_SETTINGS =
            Set.of("service.pid", "service.bundleLocation", "service.factoryPid");

    private static final String FILE = "_file";

    private final Path folder;
    private final Supplier<Map<String, Map<String, Setting>>> schemas;
    private final LastGood lastGood;
    private final Map<String, String> variables;
    private final Map<String, Map<String, String>> fromFiles = new ConcurrentHashMap<>();
    private final Map<String, List<Finding>> environment = new ConcurrentHashMap<>();
    private final Set<String> refused = ConcurrentHashMap.newKeySet();
    private final Set<String> told = ConcurrentHashMap.newKeySet();

    @Activate
    public SettingsGuard(BundleContext context, @Reference Schemas schemas) {
        this(
                Path.of(context.getProperty("karaf.etc")),
                Path.of(context.getProperty("karaf.data"), "settings"),
                schemas::all,
                System.getenv());
    }

    SettingsGuard(
            Path folder,
            Path kept,
            Supplier<Map<String, Map<String, Setting>>> schemas,
            Map<String, String> variables) {
        this.folder = folder;
        this.schemas = schemas;
        this.variables = Map.copyOf(variables);
        lastGood = new LastGood(kept);
    }

    /** Checks what came from a file, before the environment is laid over it. */
    void files(String pid, Dictionary<String, Object> properties) {
        Map<String, Setting> settings = schemas.get().get(pid);
        if (settings == null) {
            return;
        }
        Optional<CfgFile> file = file(pid);
        Map<String, String> before = lastGood.of(pid).orElse(Map.of());
        if (file.isPresent() && !file.get().broken().isEmpty()) {
            refused.add(pid);
            own(properties).forEach(properties::remove);
            before.forEach(properties::put);
            fromFiles.put(pid, before);
            return;
        }
        refused.remove(pid);
        Map<String, String> good = new TreeMap<>();
        for (String key : own(properties)) {
            Setting setting = settings.get(key);
            boolean right =
                    setting != null && setting.refuse(properties.get(key)).isEmpty();
            if (right) {
                good.put(key, String.valueOf(properties.get(key)));
            } else if (setting != null && before.containsKey(key)) {
                good.put(key, before.get(key));
            }
            if (!right) {
                properties.remove(key);
            }
        }
        good.forEach(properties::put);
        fromFiles.put(pid, good);
        lastGood.keep(pid, good);
    }

    /** Checks what came from the environment. */
    void environment(String pid, Dictionary<String, Object> properties) {
        Map<String, Setting> settings = schemas.get().get(pid);
        if (settings == null) {
            return;
        }
        Map<String, String> otherwise = fromFiles.getOrDefault(pid, Map.of());
        List<Finding> found = new ArrayList<>();
        for (String given : own(properties)) {
            String key = settings.containsKey(given) ? given : spelled(given, settings.keySet());
            Setting setting = settings.get(key);
            Object value = properties.remove(given);
            if (setting != null && key.equals(given + FILE)) {
                // the variable did not name a file that holds a setting: it is the setting
                value = variables.get(Variables.of(pid, key));
            }
            Optional<String> reason =
                    setting == null ? Optional.of("there is no setting " + key + " of " + pid) : setting.refuse(value);
            if (reason.isEmpty()) {
                properties.put(key, value);
                continue;
            }
            found.add(new Finding(variable(pid, key), 0, reason.get()));
            if (setting != null && otherwise.containsKey(key)) {
                properties.put(key, otherwise.get(key));
            }
        }
        environment.put(pid, found);
    }

    /** Variables know no dots and dashes: the key that is meant by one. */
    private static String spelled(String given, Set<String> keys) {
        return keys.stream()
                .filter(key -> Variables.plain(key).equals(Variables.plain(given)) || key.equals(given + FILE))
                .findFirst()
                .orElse(given);
    }

    private String variable(String pid, String key) {
        String name = Variables.of(pid, key);
        return variables.containsKey(name) ? name : name + "_FILE";
    }

    /** Keys that somebody set; the container adds some of its own. */
    private static List<String> own(Dictionary<String, Object> properties) {
        return Collections.list(properties.keys()).stream()
                .filter(key -> !NOT_SETTINGS.contains(key)
                        && !key.startsWith("felix.")
                        && !key.startsWith("component.")
                        && !key.startsWith("org.apache.karaf.")
                        && !key.startsWith(".")
                        && !key.startsWith(":"))
                .toList();
    }

    private Optional<CfgFile> file(String pid) {
        Path file = folder.resolve(pid + ".cfg");
        return Files.exists(file) ? Optional.of(CfgFile.read(file)) : Optional.empty();
    }

    /** PIDs whose file was refused as a whole when it was handed out, and is right now. */
    List<String> mended() {
        return refused.stream()
                .filter(pid -> file(pid).map(file -> file.broken().isEmpty()).orElse(true))
                .toList();
    }

    /** What was last good, for settings that the container could not read at all. */
    Map<String, Hashtable<String, Object>> unread() {
        Map<String, Hashtable<String, Object>> found = new HashMap<>();
        for (String pid : schemas.get().keySet()) {
            boolean broken = file(pid).map(file -> !file.broken().isEmpty()).orElse(false);
            if (broken) {
                lastGood.of(pid).ifPresent(values -> found.put(pid, new Hashtable<>(values)));
            }
        }
        return found;
    }

    /** All that is wrong now, by PID; a PID of which everything is right has an empty list. Each finding is logged once. */
    public Map<String, List<String>> findings() {
        Map<String, List<String>> found = new TreeMap<>();
        schemas.get().forEach((pid, settings) -> {
            List<Finding> all = new ArrayList<>(environment.getOrDefault(pid, List.of()));
            file(pid).ifPresent(file -> all.addAll(check(pid, file, settings)));
            List<String> texts = all.stream().map(Finding::text).toList();
            texts.stream().filter(told::add).forEach(text -> LOG.error("{}; the last good value stays in force", text));
            found.put(pid, texts);
        });
        told.retainAll(found.values().stream().flatMap(List::stream).toList());
        return found;
    }

    private static List<Finding> check(String pid, CfgFile file, Map<String, Setting> settings) {
        List<Finding> found = new ArrayList<>(file.broken());
        file.entries().forEach((key, entry) -> {
            Setting setting = settings.get(key);
            // what a placeholder stands for is checked when it is handed out
            boolean placeholder = entry.value().contains("${");
            Optional<String> reason = setting == null
                    ? Optional.of("there is no setting " + key)
                    : placeholder ? Optional.empty() : setting.refuse(entry.value());
            reason.ifPresent(text -> found.add(new Finding(pid + ".cfg", entry.line(), text)));
        });
        return found;
    }
}
