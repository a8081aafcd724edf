package org.aistack.kernel.rest.internal.openapi;

import io.swagger.v3.oas.models.OpenAPI;
import io.swagger.v3.oas.models.Operation;
import io.swagger.v3.oas.models.PathItem;
import io.swagger.v3.oas.models.media.Content;
import io.swagger.v3.oas.models.parameters.RequestBody;
import io.swagger.v3.oas.models.responses.ApiResponse;
import io.swagger.v3.oas.models.responses.ApiResponses;
import io.swagger.v3.oas.models.security.SecurityRequirement;
import java.lang.reflect.Method;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import org.aistack.kernel.rest.Anyone;
import org.aistack.kernel.rest.Requires;
import org.aistack.kernel.rest.Summary;
import org.aistack.kernel.rest.internal.publish.Endpoint;
import org.aistack.kernel.rest.internal.publish.Resources;

/** Adds to the operations of one class what swagger does not know: base, texts, permission, id, bodies, problems. */
final class Operations {

    /** Headers of every request; a description that lists them is not valid. */
    private static final Set<String> EVERYWHERE = Set.of("Authorization", "Accept", "Content-Type");

    private final OpenAPI all;
    private final Endpoint.Site site;
    private final Class<?> type;
    private final List<Method> methods;
    private final Bodies bodies;

    Operations(OpenAPI all, Endpoint.Site site, Class<?> type) {
        this.all = all;
        this.site = site;
        this.type = type;
        // in an order of their own: reflection promises none
        this.methods = Resources.methods(type).stream()
                .sorted(Comparator.comparing(Method::getName).thenComparing(Method::toString))
                .toList();
        this.bodies = new Bodies(all.getComponents());
    }

    void add(String path, PathItem item) {
        String full = site.base() + (path.equals("/") ? "" : path);
        String route = full.isEmpty() ? "/" : full;
        PathItem target = all.getPaths().computeIfAbsent(route, p -> new PathItem());
        item.readOperationsMap().forEach((verb, operation) -> {
            List<Method> same = methods.stream()
                    .filter(m -> verb.name().equals(Resources.verb(m)))
                    .filter(m -> Resources.route(site.base(), type, m).equals(route))
                    .toList();
            if (!same.isEmpty()) {
                complete(operation, same);
            }
            target.operation(verb, operation);
        });
    }

    private void complete(Operation operation, List<Method> same) {
        Method method = same.get(0);
        Requires requires = method.getAnnotation(Requires.class);
        Anyone anyone = method.getAnnotation(Anyone.class);
        if (requires != null) {
            operation.addExtension("x-permission", requires.value());
        }
        if (anyone != null && !anyone.signedIn()) {
            operation.addExtension("x-public", true);
            operation.setSecurity(List.of());
        } else {
            operation.setSecurity(List.of(new SecurityRequirement().addList("bearer")));
        }
        operation.setTags(List.of(site.capability()));
        operation.setOperationId(id(method));
        Summary summary = method.getAnnotation(Summary.class);
        if (summary != null) {
            operation.setSummary(summary.en());
            operation.addExtension("x-summary-zh", summary.zh());
        }
        parameters(operation, method);
        requestBody(operation, same);
        operation.setResponses(responses(operation, method, summary));
    }

    /** Made of the names of capability, class and method, so that it does not depend on what else is installed. */
    private String id(Method method) {
        String noun = type.getSimpleName().replaceFirst("Resource$", "");
        return site.capability() + "_" + SnakeNames.snake(noun) + "_" + SnakeNames.snake(method.getName());
    }

    private static void parameters(Operation operation, Method method) {
        if (operation.getParameters() != null) {
            operation.getParameters().removeIf(p -> EVERYWHERE.contains(p.getName()));
        }
        if (Schemas.listing(method)) {
            Schemas.paging().forEach(operation::addParametersItem);
        }
        if ("POST".equals(Resources.verb(method))) {
            operation.addParametersItem(Schemas.idempotencyKey());
        }
        if (operation.getParameters() != null && operation.getParameters().isEmpty()) {
            operation.setParameters(null);
        }
    }

    /** Methods of one address may read different types. */
    private void requestBody(Operation operation, List<Method> same) {
        Content content = new Content();
        same.forEach(method -> bodies.read(method).ifPresent(content::putAll));
        operation.setRequestBody(
                content.isEmpty() ? null : new RequestBody().content(content).required(true));
    }

    private ApiResponses responses(Operation operation, Method method, Summary summary) {
        int given = summary == null ? 0 : summary.status();
        var content = bodies.answer(method);
        int status = given != 0 ? given : content.isEmpty() && method.getReturnType() == void.class ? 204 : 200;
        var good = new ApiResponse().description(operation.getSummary() == null ? "Done" : operation.getSummary());
        content.ifPresent(good::setContent);
        var responses = new ApiResponses();
        responses.addApiResponse(Integer.toString(status), good);
        Problems.of(operation, method).forEach(code -> responses.addApiResponse(code, Schemas.problemReference()));
        return responses;
    }
}
