package org.aistack.kernel.rest.internal.openapi;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.swagger.v3.core.converter.ModelConverters;
import io.swagger.v3.core.util.Json;
import io.swagger.v3.jaxrs2.Reader;
import io.swagger.v3.oas.models.Components;
import io.swagger.v3.oas.models.OpenAPI;
import io.swagger.v3.oas.models.Paths;
import io.swagger.v3.oas.models.info.Info;
import io.swagger.v3.oas.models.security.SecurityScheme;
import java.nio.charset.StandardCharsets;
import java.util.Collection;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.aistack.kernel.rest.internal.door.ApiServlet;
import org.aistack.kernel.rest.internal.publish.Endpoint;

/** The OpenAPI description of everything that is published now; made when somebody asks. */
public final class ApiDocument implements ApiServlet.Document {

    private final ObjectMapper mapper;
    private final Supplier<Collection<Endpoint>> endpoints;
    /** Numbers, not endpoints: those lead to the classes of bundles that may be gone. */
    private Set<Long> described = Set.of();

    private byte[] json;

    public ApiDocument(ObjectMapper mapper, Supplier<Collection<Endpoint>> endpoints) {
        this.mapper = mapper;
        this.endpoints = endpoints;
    }

    @Override
    public synchronized byte[] json() {
        Collection<Endpoint> now = endpoints.get();
        Set<Long> numbers = now.stream().map(Endpoint::number).collect(Collectors.toSet());
        if (json == null || !numbers.equals(described)) {
            json = write(describe(now.stream().map(Endpoint::site).toList()));
            described = numbers;
        }
        return json.clone();
    }

    private static byte[] write(OpenAPI document) {
        try {
            return Json.mapper().writeValueAsString(document).getBytes(StandardCharsets.UTF_8);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException(e);
        }
    }

    /** The merged description. */
    OpenAPI describe(Collection<Endpoint.Site> sites) {
        OpenAPI all = new OpenAPI()
                .info(new Info()
                        .title("AI Stack")
                        .version("0.1")
                        .description("Everything the installed capabilities offer at this moment."))
                .paths(new Paths())
                .components(new Components()
                        .addSecuritySchemes(
                                "bearer",
                                new SecurityScheme()
                                        .type(SecurityScheme.Type.HTTP)
                                        .scheme("bearer")));
        all.getComponents().addSchemas("problem", Schemas.problem());
        all.getComponents().addResponses("problem", Schemas.problemResponse());
        var converters = ModelConverters.getInstance();
        // a copy, so that nothing learnt about a bundle's classes outlives the bundle
        var resolver = new WireNames(mapper.copy());
        converters.addConverter(resolver);
        try {
            sites.forEach(site -> site.types().forEach(type -> add(all, site, type)));
        } finally {
            converters.removeConverter(resolver);
            Json.mapper().clearCaches();
        }
        sort(all);
        return all;
    }

    private static void add(OpenAPI all, Endpoint.Site site, Class<?> type) {
        OpenAPI one = new Reader(new OpenAPI()).read(type);
        var operations = new Operations(all, site, type);
        if (one.getPaths() != null) {
            one.getPaths().forEach(operations::add);
        }
    }

    private static void sort(OpenAPI all) {
        Paths sorted = new Paths();
        new TreeMap<>(all.getPaths()).forEach(sorted::addPathItem);
        all.setPaths(sorted);
        all.getComponents().setSchemas(new TreeMap<>(all.getComponents().getSchemas()));
    }
}
