package org.aistack.kernel.rest.internal.openapi;

import io.swagger.v3.oas.models.OpenAPI;
import io.swagger.v3.oas.models.Operation;
import io.swagger.v3.oas.models.PathItem;
import io.swagger.v3.oas.models.parameters.RequestBody;
import io.swagger.v3.oas.models.responses.ApiResponses;
import io.swagger.v3.oas.models.security.SecurityRequirement;
import java.lang.reflect.Method;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.aistack.kernel.rest.Anyone;
import org.aistack.kernel.rest.Patch;
import org.aistack.kernel.rest.Requires;
import org.aistack.kernel.rest.Upload;
import org.aistack.kernel.rest.internal.publish.Endpoint;
import org.aistack.kernel.rest.internal.publish.Resources;

/** Adds to the operations of one class what swagger does not know: base, permission, unique id, problems. */
final class Operations {

    private final Endpoint.Site site;
    private final Class<?> type;
    private final List<Method> methods;

    Operations(Endpoint.Site site, Class<?> type) {
        this.site = site;
        this.type = type;
        this.methods = Resources.methods(type);
    }

    void add(OpenAPI all, String path, PathItem item) {
        String full = site.base() + (path.equals("/") ? "" : path);
        String route = full.isEmpty() ? "/" : full;
        PathItem target = all.getPaths().computeIfAbsent(route, p -> new PathItem());
        item.readOperationsMap().forEach((verb, operation) -> {
            methods.stream()
                    .filter(m -> verb.name().equals(Resources.verb(m)))
                    .filter(m -> Resources.route(site.base(), type, m).equals(route))
                    .findFirst()
                    .ifPresent(m -> complete(operation, m));
            operation.setOperationId(unique(all, operation.getOperationId()));
            target.operation(verb, operation);
        });
    }

    private void complete(Operation operation, Method method) {
        Requires requires = method.getAnnotation(Requires.class);
        Anyone anyone = method.getAnnotation(Anyone.class);
        if (requires != null) {
            operation.addExtension("x-permission", requires.value());
        }
        if (anyone != null && !anyone.signedIn()) {
            operation.addExtension("x-public", true);
        } else {
            operation.addSecurityItem(new SecurityRequirement().addList("bearer"));
        }
        if (operation.getTags() == null) {
            operation.addTagsItem(site.capability());
        }
        operation.setOperationId(site.capability() + "_" + method.getName());
        List<Class<?>> parameters = Arrays.asList(method.getParameterTypes());
        if (parameters.contains(Upload.class)) {
            operation.setRequestBody(new RequestBody().content(Schemas.upload()).required(true));
        } else if (parameters.contains(Patch.class)) {
            operation.setRequestBody(new RequestBody().content(Schemas.patch()).required(true));
        }
        if (operation.getResponses() == null) {
            operation.setResponses(new ApiResponses());
        }
        operation.getResponses().addApiResponse("4XX", Schemas.problemResponse());
        operation.getResponses().addApiResponse("5XX", Schemas.problemResponse());
    }

    private static String unique(OpenAPI all, String id) {
        Set<String> used = new HashSet<>();
        all.getPaths().values().forEach(item -> item.readOperations()
                .forEach(operation -> used.add(operation.getOperationId())));
        String candidate = id;
        for (int i = 2; used.contains(candidate); i++) {
            candidate = id + "_" + i;
        }
        return candidate;
    }
}
