package org.aistack.itests.catalog;

import java.net.URL;
import java.util.Arrays;
import java.util.Collections;
import java.util.Comparator;
import java.util.Enumeration;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.aistack.kernel.events.DomainEvent;
import org.apache.karaf.shell.api.console.SessionFactory;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleContext;
import org.osgi.framework.FrameworkUtil;
import org.osgi.framework.InvalidSyntaxException;
import org.osgi.framework.ServiceReference;

/** What bundles have registered. */
final class Contributions {

    private static final String OURS = "org.aistack.";

    private final BundleContext context;

    Contributions(BundleContext context) {
        this.context = context;
    }

    /** The last part of a bundle's name. */
    static String id(Bundle bundle) {
        String name = bundle.getSymbolicName();
        return name.substring(name.lastIndexOf('.') + 1);
    }

    /** Bundles of the kernel that contribute, by name. */
    List<Bundle> kernel() {
        return ours().filter(bundle -> bundle.getSymbolicName().startsWith(OURS + "kernel."))
                .filter(bundle -> bundle.getRegisteredServices() != null)
                .sorted(Comparator.comparing(Bundle::getSymbolicName))
                .toList();
    }

    <T> List<T> all(Class<T> type) {
        return references(type).map(context::getService).toList();
    }

    <T> List<T> of(Class<T> type, Bundle bundle) {
        return references(type)
                .filter(reference -> bundle.equals(reference.getBundle()))
                .map(context::getService)
                .toList();
    }

    Bundle bundle(Object service) {
        return FrameworkUtil.getBundle(service.getClass());
    }

    /** Name and title of the health checks of a bundle. */
    List<String> checks(Bundle bundle) {
        ServiceReference<?>[] services = bundle.getRegisteredServices();
        return Arrays.stream(services == null ? new ServiceReference<?>[0] : services)
                .filter(service -> service.getProperty("hc.name") != null)
                .map(service -> "`" + service.getProperty("hc.name") + "` " + service.getProperty("hc.title"))
                .distinct()
                .toList();
    }

    /** Shell commands whose classes are the bundle's. */
    List<String> commands(Bundle bundle) {
        var factory = context.getService(context.getServiceReference(SessionFactory.class));
        return factory.getRegistry().getCommands().stream()
                .filter(command -> command.getScope().equals(scope(bundle)))
                .map(command -> command.getScope() + ":" + command.getName())
                .toList();
    }

    private static String scope(Bundle bundle) {
        return bundle.getSymbolicName().equals(OURS + "kernel.shell") ? "kernel" : id(bundle);
    }

    /** Facts of the bundle's own package in the API bundle of its group, or anywhere in its own classes. */
    List<Class<? extends DomainEvent>> facts(Bundle bundle) {
        String home = bundle.getSymbolicName();
        String group = home.substring(0, home.lastIndexOf('.'));
        var found = new TreeMap<String, Class<? extends DomainEvent>>();
        ours().filter(other -> other.getSymbolicName().equals(group + ".api"))
                .forEach(api -> classes(api, home).forEach(type -> found.put(type.getName(), type)));
        return List.copyOf(found.values());
    }

    private static List<Class<? extends DomainEvent>> classes(Bundle api, String packageName) {
        Enumeration<URL> files = Optional.ofNullable(api.findEntries(packageName.replace('.', '/'), "*.class", false))
                .orElse(Collections.emptyEnumeration());
        return Collections.list(files).stream()
                .map(URL::getPath)
                .map(path -> path.substring(path.lastIndexOf('/') + 1, path.length() - ".class".length()))
                .filter(name -> !name.contains("$") && !name.equals("package-info"))
                .map(name -> load(api, packageName + "." + name))
                .filter(type -> DomainEvent.class.isAssignableFrom(type) && type.isRecord())
                .<Class<? extends DomainEvent>>map(type -> type.asSubclass(DomainEvent.class))
                .toList();
    }

    private static Class<?> load(Bundle bundle, String name) {
        try {
            return bundle.loadClass(name);
        } catch (ClassNotFoundException e) {
            throw new IllegalStateException(e);
        }
    }

    private <T> Stream<ServiceReference<T>> references(Class<T> type) {
        try {
            return context.getServiceReferences(type, null).stream()
                    .filter(reference -> reference.getBundle().getSymbolicName().startsWith(OURS));
        } catch (InvalidSyntaxException e) {
            throw new IllegalStateException(e);
        }
    }

    private Stream<Bundle> ours() {
        return Arrays.stream(context.getBundles())
                .filter(bundle -> String.valueOf(bundle.getSymbolicName()).startsWith(OURS));
    }
}
