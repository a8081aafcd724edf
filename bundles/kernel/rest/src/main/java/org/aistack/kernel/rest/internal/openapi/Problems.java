package org.aistack.kernel.rest.internal.openapi;

import io.swagger.v3.oas.models.Operation;
import java.lang.reflect.Method;
import java.util.Set;
import java.util.TreeSet;
import org.aistack.kernel.rest.Requires;
import org.aistack.kernel.rest.internal.publish.Resources;

/** Which refusals an operation can expect, from what it reads and asks for. */
final class Problems {

    private Problems() {}

    /** Statuses of problems, in order. */
    static Set<String> of(Operation operation, Method method) {
        var statuses = new TreeSet<>(Set.of("400", "429", "503"));
        if (!operation.getSecurity().isEmpty()) {
            statuses.add("401");
        }
        if (method.isAnnotationPresent(Requires.class)) {
            statuses.add("403");
        }
        if (has(operation, "path", null)) {
            statuses.add("404");
        }
        if (has(operation, "header", "If-Match")) {
            statuses.addAll(Set.of("412", "428"));
        }
        if (!"GET".equals(Resources.verb(method))) {
            statuses.add("409");
        }
        if (operation.getRequestBody() != null) {
            statuses.addAll(Set.of("413", "415", "422"));
        }
        return statuses;
    }

    private static boolean has(Operation operation, String in, String name) {
        return operation.getParameters() != null
                && operation.getParameters().stream()
                        .anyMatch(p -> in.equals(p.getIn()) && (name == null || name.equals(p.getName())));
    }
}
