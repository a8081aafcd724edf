package org.aistack.kernel.rest.internal.openapi;

import com.fasterxml.jackson.databind.JsonNode;
import io.swagger.v3.core.converter.AnnotatedType;
import io.swagger.v3.core.converter.ModelConverters;
import io.swagger.v3.oas.models.Components;
import io.swagger.v3.oas.models.media.ArraySchema;
import io.swagger.v3.oas.models.media.Content;
import io.swagger.v3.oas.models.media.MediaType;
import io.swagger.v3.oas.models.media.ObjectSchema;
import io.swagger.v3.oas.models.media.Schema;
import io.swagger.v3.oas.models.media.StringSchema;
import java.lang.reflect.Method;
import java.lang.reflect.Parameter;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.Type;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import javax.ws.rs.Consumes;
import javax.ws.rs.Produces;
import org.aistack.kernel.rest.Batch;
import org.aistack.kernel.rest.Patch;
import org.aistack.kernel.rest.Summary;
import org.aistack.kernel.rest.Upload;

/** What a method reads and what it answers, as schemas. */
final class Bodies {

    private static final String JSON = "application/json";
    private static final String FORM = "application/x-www-form-urlencoded";
    private static final String BYTES = "application/octet-stream";
    private static final String ANY = "*/*";

    private final Components components;

    Bodies(Components components) {
        this.components = components;
    }

    /** What a method reads; empty when it reads no body. */
    Optional<Content> read(Method method) {
        Optional<Parameter> entity = Arrays.stream(method.getParameters())
                .filter(p -> p.getAnnotations().length == 0)
                .findFirst();
        return entity.map(parameter -> {
            Class<?> type = parameter.getType();
            if (type == Upload.class) {
                return Schemas.upload();
            }
            if (type == Patch.class) {
                return Schemas.patch();
            }
            if (type == Batch.class) {
                var batch = (ParameterizedType) parameter.getParameterizedType();
                return content(batch(schema(batch.getActualTypeArguments()[0])), JSON);
            }
            Consumes consumes = method.isAnnotationPresent(Consumes.class)
                    ? method.getAnnotation(Consumes.class)
                    : method.getDeclaringClass().getAnnotation(Consumes.class);
            boolean record = type.isRecord() || JsonNode.class.isAssignableFrom(type);
            boolean said = consumes != null && !List.of(consumes.value()).contains(ANY);
            String[] media = said ? consumes.value() : new String[] {record ? JSON : FORM};
            Schema<?> schema = record ? schema(parameter.getParameterizedType()) : new ObjectSchema();
            return content(schema, media);
        });
    }

    /** What a method answers when all is well; empty when there is no body. */
    Optional<Content> answer(Method method) {
        Summary summary = method.getAnnotation(Summary.class);
        boolean said = summary != null && summary.answer() != void.class;
        Type type = said ? summary.answer() : method.getGenericReturnType();
        if (type == byte[].class) {
            return Optional.of(content(new StringSchema().format("binary"), new String[] {BYTES}));
        }
        String[] media = produces(method);
        if (!Arrays.asList(media).contains(JSON)) {
            return Optional.of(content(new StringSchema(), media));
        }
        boolean unknown = type == void.class || type == javax.ws.rs.core.Response.class;
        return unknown ? Optional.empty() : Optional.of(content(schema(type), new String[] {JSON}));
    }

    /** A schema with a name: that of its items. */
    private Schema<?> batch(Schema<?> item) {
        String reference = item.get$ref();
        String name = "batch_" + reference.substring(reference.lastIndexOf('/') + 1);
        var batch = new ObjectSchema().addProperty("items", new ArraySchema().items(item));
        components.addSchemas(name, batch.addRequiredItem("items"));
        return new Schema<>().$ref("#/components/schemas/" + name);
    }

    private static String[] produces(Method method) {
        Produces produces = method.isAnnotationPresent(Produces.class)
                ? method.getAnnotation(Produces.class)
                : method.getDeclaringClass().getAnnotation(Produces.class);
        return produces == null ? new String[] {JSON} : produces.value();
    }

    private Schema<?> schema(Type type) {
        if (type instanceof Class<?> plain
                && (plain == Object.class
                        || Map.class.isAssignableFrom(plain)
                        || JsonNode.class.isAssignableFrom(plain))) {
            return new Schema<>().description("any JSON");
        }
        var resolved =
                ModelConverters.getInstance().readAllAsResolvedSchema(new AnnotatedType(type).resolveAsRef(true));
        if (resolved == null) {
            // a text or number as it is
            return new Schema<>().description("any JSON");
        }
        resolved.referencedSchemas.forEach(components::addSchemas);
        return resolved.schema;
    }

    private static Content content(Schema<?> schema, String... media) {
        Content content = new Content();
        List.of(media).forEach(type -> content.addMediaType(type, new MediaType().schema(schema)));
        return content;
    }
}
