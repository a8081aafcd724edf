package org.aistack.kernel.rest.internal.publish;

import java.lang.annotation.Annotation;
import java.lang.reflect.Method;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import javax.ws.rs.HttpMethod;
import javax.ws.rs.Path;
import org.aistack.kernel.rest.Anyone;
import org.aistack.kernel.rest.Requires;

/** What can be read from resource classes. */
public final class Resources {

    private Resources() {}

    /** The methods that answer requests. */
    public static List<Method> methods(Class<?> type) {
        return Arrays.stream(type.getMethods()).filter(m -> verb(m) != null).toList();
    }

    /** GET, POST …; null for a method that answers no requests. */
    public static String verb(Method method) {
        for (Annotation annotation : method.getAnnotations()) {
            HttpMethod verb = annotation.annotationType().getAnnotation(HttpMethod.class);
            if (verb != null) {
                return verb.value();
            }
        }
        return null;
    }

    /** What makes a class unfit to be published; empty when it is fit. */
    public static List<String> faults(Class<?> type) {
        List<String> faults = new ArrayList<>();
        if (!type.isAnnotationPresent(Path.class)) {
            faults.add("the class has no @Path");
        }
        for (Method method : type.getMethods()) {
            boolean requires = method.isAnnotationPresent(Requires.class);
            boolean anyone = method.isAnnotationPresent(Anyone.class);
            if (verb(method) == null) {
                if (method.isAnnotationPresent(Path.class)) {
                    faults.add(method.getName() + " is a sub-resource locator: its methods could not be checked");
                }
            } else if (requires == anyone) {
                faults.add(method.getName() + (requires ? " has both" : " has neither") + " @Requires and @Anyone");
            } else if (requires && method.getAnnotation(Requires.class).value().isBlank()) {
                faults.add(method.getName() + " requires an empty permission");
            }
        }
        return faults;
    }

    /** The template of a method's route, for example {@code /api/notes/notes/{id}}. */
    public static String route(String base, Class<?> type, Method method) {
        String path = method.isAnnotationPresent(Path.class)
                ? method.getAnnotation(Path.class).value()
                : "";
        String route = base + join(type.getAnnotation(Path.class).value()) + join(path);
        // a template's pattern is nobody's business outside
        String plain = route.replaceAll("\\{\\s*([\\w.-]+)\\s*:(?:[^{}]|\\{[^{}]*})*}", "{$1}");
        return plain.isEmpty() ? "/" : plain;
    }

    private static String join(String path) {
        String text = path.startsWith("/") ? path : "/" + path;
        return text.endsWith("/") ? text.substring(0, text.length() - 1) : text;
    }

    /**
     * The addresses that lead to the classes. A base of its own leads there as a whole; of a shared base it is the first
     * segment of each class.
     */
    static Set<String> prefixes(String base, boolean own, List<Class<?>> types) {
        Set<String> prefixes = new TreeSet<>();
        if (own) {
            prefixes.add(base);
            return prefixes;
        }
        for (Class<?> type : types) {
            String path = join(type.getAnnotation(Path.class).value());
            if (path.isEmpty()) {
                prefixes.addAll(methodPrefixes(base, type));
            } else {
                prefixes.add(base + first(path));
            }
        }
        return prefixes;
    }

    private static Set<String> methodPrefixes(String base, Class<?> type) {
        Set<String> prefixes = new TreeSet<>();
        for (Method method : methods(type)) {
            Path path = method.getAnnotation(Path.class);
            String joined = path == null ? "" : join(path.value());
            prefixes.add(joined.isEmpty() ? base : base + first(joined));
        }
        return prefixes;
    }

    /** The first segment with its slash; nothing when it is a template. */
    private static String first(String path) {
        int end = path.indexOf('/', 1);
        String segment = end < 0 ? path : path.substring(0, end);
        return segment.contains("{") ? "" : segment;
    }
}
