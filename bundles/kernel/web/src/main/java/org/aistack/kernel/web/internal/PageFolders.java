package org.aistack.kernel.web.internal;

import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleContext;
import org.osgi.framework.BundleEvent;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.util.tracker.BundleTracker;
import org.osgi.util.tracker.BundleTrackerCustomizer;

/** The folders {@code web/} of all running capabilities; each comes and goes with its bundle. */
@Component(service = PageFolders.class)
public final class PageFolders implements BundleTrackerCustomizer<String> {

    private static final String OURS = "org.aistack.";
    private static final String WEB = "web";

    private final Map<String, Folder> folders = new ConcurrentHashMap<>();
    private final BundleTracker<String> tracker;

    @Activate
    public PageFolders(BundleContext context) {
        tracker = new BundleTracker<>(context, Bundle.ACTIVE, this);
        tracker.open();
    }

    @Deactivate
    void close() {
        tracker.close();
    }

    Optional<WebFile> file(String capability, String version, String name) {
        return Optional.ofNullable(folders.get(key(capability, version))).flatMap(folder -> folder.file(name));
    }

    @Override
    public String addingBundle(Bundle bundle, BundleEvent event) {
        String name = bundle.getSymbolicName();
        if (name == null || !name.startsWith(OURS) || bundle.getEntry(WEB + "/") == null) {
            return null;
        }
        String key = key(
                name.substring(name.lastIndexOf('.') + 1), bundle.getVersion().toString());
        folders.put(key, Folder.of(bundle, WEB));
        return key;
    }

    @Override
    public void modifiedBundle(Bundle bundle, BundleEvent event, String key) {
        // only running bundles are tracked; there is no other state to follow
    }

    @Override
    public void removedBundle(Bundle bundle, BundleEvent event, String key) {
        folders.remove(key);
    }

    private static String key(String capability, String version) {
        return capability + '/' + version;
    }
}
