package org.aistack.kernel.observe.internal;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleContext;
import org.osgi.framework.Constants;
import org.osgi.framework.wiring.BundleRevision;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.runtime.ServiceComponentRuntime;
import org.osgi.service.component.runtime.dto.ComponentConfigurationDTO;
import org.osgi.service.component.runtime.dto.ComponentDescriptionDTO;

/** How the bundles and components of the framework are. */
@Component(service = Framework.class)
public final class Framework {

    private static final long FRESH = TimeUnit.MILLISECONDS.toNanos(500);

    private final BundleContext context;
    private final ServiceComponentRuntime runtime;
    private List<Part> parts = List.of();
    private long read = System.nanoTime() - FRESH;

    @Activate
    public Framework(BundleContext context, @Reference ServiceComponentRuntime runtime) {
        this.context = context;
        this.runtime = runtime;
    }

    /**
     * A component, or one configuration of it.
     *
     * @param bundle symbolic name
     * @param waitsFor what is missing, in words; empty when nothing is
     */
    public record Part(String bundle, String name, String state, String waitsFor) {}

    /** Number of bundles by state; every state is there. */
    public Map<String, Integer> bundles() {
        Map<String, Integer> counts = new TreeMap<>();
        List.of("installed", "resolved", "starting", "active", "stopping", "uninstalled")
                .forEach(state -> counts.put(state, 0));
        for (Bundle bundle : context.getBundles()) {
            counts.merge(state(bundle), 1, Integer::sum);
        }
        return counts;
    }

    /** Number of components by state; every state is there. */
    public Map<String, Integer> components() {
        Map<String, Integer> counts = new TreeMap<>();
        List.of("active", "satisfied", "unsatisfied", "unconfigured", "failed", "disabled")
                .forEach(state -> counts.put(state, 0));
        parts().forEach(part -> counts.merge(part.state(), 1, Integer::sum));
        return counts;
    }

    /** Our bundles that should be active and are not. */
    public List<Bundle> idle() {
        return Stream.of(context.getBundles())
                .filter(bundle ->
                        ours(bundle.getSymbolicName()) && !fragment(bundle) && !"active".equals(state(bundle)))
                .toList();
    }

    /** Our components that wait for something, or failed. */
    public List<Part> waiting() {
        return parts().stream()
                .filter(part -> ours(part.bundle())
                        && (part.state().equals("unsatisfied") || part.state().equals("failed")))
                .toList();
    }

    /** True for bundles without which nothing works. */
    public static boolean vital(String symbolicName) {
        return symbolicName.startsWith("org.aistack.kernel.") || symbolicName.startsWith("org.aistack.security.");
    }

    /** True while the framework goes down. */
    public boolean stopping() {
        return context.getBundle(Constants.SYSTEM_BUNDLE_ID).getState() == Bundle.STOPPING;
    }

    private static boolean ours(String symbolicName) {
        return symbolicName != null && symbolicName.startsWith("org.aistack.");
    }

    private static boolean fragment(Bundle bundle) {
        BundleRevision revision = bundle.adapt(BundleRevision.class);
        return revision != null && (revision.getTypes() & BundleRevision.TYPE_FRAGMENT) != 0;
    }

    private static String state(Bundle bundle) {
        return switch (bundle.getState()) {
            case Bundle.INSTALLED -> "installed";
            case Bundle.RESOLVED -> "resolved";
            // a lazy bundle starts with its first class; it is as ready as it can be
            case Bundle.STARTING -> lazy(bundle) ? "active" : "starting";
            case Bundle.ACTIVE -> "active";
            case Bundle.STOPPING -> "stopping";
            default -> "uninstalled";
        };
    }

    private static boolean lazy(Bundle bundle) {
        return Constants.ACTIVATION_LAZY.equals(bundle.getHeaders("").get(Constants.BUNDLE_ACTIVATIONPOLICY));
    }

    private synchronized List<Part> parts() {
        if (System.nanoTime() - read >= FRESH) {
            List<Part> found = new ArrayList<>();
            for (ComponentDescriptionDTO description : runtime.getComponentDescriptionDTOs()) {
                collect(description, found);
            }
            found.sort(Comparator.comparing(Part::name));
            parts = List.copyOf(found);
            read = System.nanoTime();
        }
        return parts;
    }

    private void collect(ComponentDescriptionDTO description, List<Part> found) {
        String bundle = description.bundle.symbolicName;
        if (!runtime.isComponentEnabled(description)) {
            found.add(new Part(bundle, description.name, "disabled", ""));
            return;
        }
        for (ComponentConfigurationDTO configuration : runtime.getComponentConfigurationDTOs(description)) {
            List<String> missing = Stream.of(configuration.unsatisfiedReferences)
                    .map(reference -> reference.name + (reference.target == null ? "" : " " + reference.target))
                    .toList();
            String why = configuration.state == ComponentConfigurationDTO.FAILED_ACTIVATION
                    ? firstLine(configuration.failure)
                    : String.join(", ", missing);
            found.add(new Part(bundle, description.name, state(configuration.state), why));
        }
    }

    private static String state(int state) {
        return switch (state) {
            case ComponentConfigurationDTO.ACTIVE -> "active";
            case ComponentConfigurationDTO.SATISFIED -> "satisfied";
            case ComponentConfigurationDTO.UNSATISFIED_REFERENCE -> "unsatisfied";
            case ComponentConfigurationDTO.FAILED_ACTIVATION -> "failed";
            default -> "unconfigured";
        };
    }

    private static String firstLine(String text) {
        return text == null ? "" : text.lines().findFirst().orElse("");
    }
}
