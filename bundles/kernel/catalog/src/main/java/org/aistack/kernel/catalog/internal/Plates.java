package org.aistack.kernel.catalog.internal;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Pattern;
import org.aistack.kernel.Text;
import org.aistack.kernel.catalog.Capability;
import org.aistack.kernel.catalog.Catalog.Plate;

/** Name plates by bundle. A plate outlives its service, so that a stopped capability can still be shown and started. */
final class Plates {

    private static final Pattern OURS = Pattern.compile("org\\.aistack\\.(?!kernel\\.)[a-z]+\\.((?!api$)[a-z]{1,12})");

    private final Map<Long, Plate> seen = new ConcurrentHashMap<>();

    void saw(long bundle, Capability capability) {
        seen.put(bundle, new Plate(capability.id(), capability.title(), capability.permissions(), capability.pages()));
    }

    /** Forgets the plates of all other bundles. */
    void keep(Set<Long> bundles) {
        seen.keySet().retainAll(bundles);
    }

    /** The plate of a bundle: the one it showed last, else one read off its name; empty for what is no capability. */
    Optional<Plate> of(long bundle, String symbolicName, String bundleName) {
        Plate plate = seen.get(bundle);
        return plate == null ? guess(symbolicName, bundleName) : Optional.of(plate);
    }

    private static Optional<Plate> guess(String symbolicName, String bundleName) {
        var matcher = OURS.matcher(symbolicName == null ? "" : symbolicName);
        if (!matcher.matches()) {
            return Optional.empty();
        }
        String id = matcher.group(1);
        String title = bundleName == null
                ? id
                : bundleName.substring(bundleName.lastIndexOf(':') + 1).strip();
        return Optional.of(new Plate(id, new Text(title, title), List.of(), List.of()));
    }
}
