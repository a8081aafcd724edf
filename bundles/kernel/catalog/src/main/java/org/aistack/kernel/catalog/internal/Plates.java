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
public final class Plates {

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
        return plate == null ? id(symbolicName).map(id -> guess(id, bundleName)) : Optional.of(plate);
    }

    /** Id of the capability that a bundle of ours is, by its symbolic name; empty for what is no capability. */
    public static Optional<String> id(String symbolicName) {
        var matcher = OURS.matcher(symbolicName == null ? "" : symbolicName);
        return matcher.matches() ? Optional.of(matcher.group(1)) : Optional.empty();
    }

    /** The plate of a bundle that never showed one. */
    static Plate guess(String id, String bundleName) {
        String title = bundleName == null
                ? id
                : bundleName.substring(bundleName.lastIndexOf(':') + 1).strip();
        return new Plate(id, new Text(title, title), List.of(), List.of());
    }
}
