package org.aistack.kernel.web.internal;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.reflect.Proxy;
import java.net.MalformedURLException;
import java.net.URL;
import java.net.URLConnection;
import java.net.URLStreamHandler;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collections;
import java.util.HashMap;
import java.util.Hashtable;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleContext;
import org.osgi.framework.BundleEvent;
import org.osgi.framework.SynchronousBundleListener;
import org.osgi.framework.Version;

/** As much of a framework as a bundle tracker needs; a bundle's content is a folder. */
final class FakeFramework {

    private final Map<String, Bundle> running = new HashMap<>();
    private SynchronousBundleListener listener;

    BundleContext context() {
        return proxy(BundleContext.class, (name, arguments) -> switch (name) {
            case "addBundleListener" -> {
                listener = (SynchronousBundleListener) arguments[0];
                yield null;
            }
            case "getBundles" -> running.values().toArray(Bundle[]::new);
            default -> null;
        });
    }

    /** The context of a bundle of its own. */
    BundleContext context(String name, String version, Path content) {
        Bundle bundle = bundle(name, version, content);
        return proxy(BundleContext.class, (method, arguments) -> "getBundle".equals(method) ? bundle : null);
    }

    void start(String name, String version, Path content) {
        Bundle bundle = bundle(name, version, content);
        running.put(name, bundle);
        listener.bundleChanged(new BundleEvent(BundleEvent.STARTED, bundle));
    }

    void stop(String name) {
        Bundle bundle = running.remove(name);
        bundle.getHeaders().put("state", "stopping");
        listener.bundleChanged(new BundleEvent(BundleEvent.STOPPING, bundle));
    }

    static Bundle bundle(String name, String version, Path content) {
        Hashtable<String, String> headers = new Hashtable<>();
        return proxy(Bundle.class, (method, arguments) -> switch (method) {
            case "getSymbolicName" -> name;
            case "getVersion" -> Version.parseVersion(version);
            case "getLastModified" -> 1_700_000_000_000L;
            case "getHeaders" -> headers;
            case "getState" -> headers.isEmpty() ? Bundle.ACTIVE : Bundle.STOPPING;
            case "getEntry" -> Files.exists(content.resolve((String) arguments[0])) ? url(content, content) : null;
            case "findEntries" -> Collections.enumeration(entries(content, (String) arguments[0]));
            case "hashCode" -> System.identityHashCode(headers);
            case "equals" -> arguments[0] instanceof Bundle other && other.getHeaders() == headers;
            default -> null;
        });
    }

    private static List<URL> entries(Path content, String folder) {
        try (Stream<Path> files = Files.walk(content.resolve(folder))) {
            return files.map(file -> url(content, file)).toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** As a framework writes it: the path begins at the root of the bundle. */
    private static URL url(Path content, Path file) {
        String path = "/" + content.relativize(file) + (Files.isDirectory(file) ? "/" : "");
        try {
            return new URL(null, "bundle://1.0" + path, new URLStreamHandler() {
                @Override
                protected URLConnection openConnection(URL url) throws IOException {
                    return file.toUri().toURL().openConnection();
                }
            });
        } catch (MalformedURLException e) {
            throw new UncheckedIOException(e);
        }
    }

    interface Calls {
        Object call(String method, Object[] arguments);
    }

    static <T> T proxy(Class<T> type, Calls calls) {
        return type.cast(Proxy.newProxyInstance(
                type.getClassLoader(),
                new Class<?>[] {type},
                (self, method, arguments) -> calls.call(method.getName(), arguments)));
    }
}
