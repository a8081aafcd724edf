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

/**
 * The folders {@code web/} of all running capabilities; each comes and goes with its bundle. A folder is known by the
 * version of its bundle, and by the edition {@code version-lastModified}, which never names other content.
 */
@Component(service = PageFolders.class)
public final class PageFolders implements BundleTrackerCustomizer<PageFolders.Served> {

    /** What is served of one bundle. */
    record Served(String capability, String version, String edition, Folder folder) {}

    private static final String OURS = "org.aistack.";
    private static final String WEB = "web";

    private final Map<String, Served> bundles = new ConcurrentHashMap<>();
    private final BundleTracker<Served> tracker;

    @Activate
    public PageFolders(BundleContext context) {
        tracker = new BundleTracker<>(context, Bundle.ACTIVE, this);
        tracker.open();
    }

    @Deactivate
    void close() {
        tracker.close();
    }

    /** @param release version or edition of the bundle */
    Optional<WebFile> file(String capability, String release, String name) {
        return Optional.ofNullable(bundles.get(capability))
                .filter(served -> release.equals(served.version()) || release.equals(served.edition()))
                .flatMap(served -> served.folder().file(name));
    }

    /** Whether files of this release never change. */
    boolean isEdition(String capability, String release) {
        Served served = bundles.get(capability);
        return served != null && release.equals(served.edition());
    }

    @Override
    public Served addingBundle(Bundle bundle, BundleEvent event) {
        String name = bundle.getSymbolicName();
        if (name == null || !name.startsWith(OURS) || bundle.getEntry(WEB + "/") == null) {
            return null;
        }
        String version = bundle.getVersion().toString();
        String edition = version + '-' + bundle.getLastModified();
        Served served = new Served(name.substring(name.lastIndexOf('.') + 1), version, edition, Folder.of(bundle, WEB));
        bundles.put(served.capability(), served);
        return served;
    }

    @Override
    public void modifiedBundle(Bundle bundle, BundleEvent event, Served served) {
        // only running bundles are tracked; there is no other state to follow
    }

    @Override
    public void removedBundle(Bundle bundle, BundleEvent event, Served served) {
        bundles.remove(served.capability(), served);
    }
}
