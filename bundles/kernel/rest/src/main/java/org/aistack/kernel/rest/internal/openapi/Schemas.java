package org.aistack.kernel.rest.internal.openapi;

import io.swagger.v3.oas.models.media.ArraySchema;
import io.swagger.v3.oas.models.media.Content;
import io.swagger.v3.oas.models.media.IntegerSchema;
import io.swagger.v3.oas.models.media.MediaType;
import io.swagger.v3.oas.models.media.ObjectSchema;
import io.swagger.v3.oas.models.media.Schema;
import io.swagger.v3.oas.models.media.StringSchema;
import io.swagger.v3.oas.models.parameters.Parameter;
import io.swagger.v3.oas.models.responses.ApiResponse;
import java.lang.reflect.Method;
import java.util.Arrays;
import java.util.List;
import javax.ws.rs.core.UriInfo;
import org.aistack.kernel.listing.Listing;
import org.aistack.kernel.rest.internal.publish.Resources;

/** Schemas that no resource class shows. */
final class Schemas {

    private Schemas() {}

    static Schema<?> problem() {
        var error = new ObjectSchema()
                .addProperty("pointer", new StringSchema())
                .addProperty("code", new StringSchema())
                .addProperty("detail", new StringSchema());
        return new ObjectSchema()
                .addProperty("type", new StringSchema())
                .addProperty("title", new StringSchema())
                .addProperty("status", new IntegerSchema())
                .addProperty("code", new StringSchema())
                .addProperty("detail", new StringSchema())
                .addProperty("instance", new StringSchema())
                .addProperty("request_id", new StringSchema())
                .addProperty("errors", new ArraySchema().items(error));
    }

    static ApiResponse problemResponse() {
        var media = new MediaType().schema(new Schema<>().$ref("#/components/schemas/problem"));
        return new ApiResponse()
                .description("Problem (RFC 9457)")
                .content(new Content().addMediaType("application/problem+json", media));
    }

    static ApiResponse problemReference() {
        return new ApiResponse().$ref("#/components/responses/problem");
    }

    /** Whether a method answers pages of a list. */
    static boolean listing(Method method) {
        return "GET".equals(Resources.verb(method))
                && method.getReturnType() == Listing.class
                && Arrays.asList(method.getParameterTypes()).contains(UriInfo.class);
    }

    /** What every list takes besides its filters. */
    static List<Parameter> paging() {
        return List.of(
                query("limit", new IntegerSchema(), "how many items at most, 50 when nothing is said, 200 at most"),
                query("cursor", new StringSchema(), "next_cursor of the page before"),
                query("sort", new StringSchema(), "fields, separated by commas; a minus means descending"),
                query("count", new StringSchema().addEnumItem("exact"), "asks for the total"));
    }

    private static Parameter query(String name, Schema<?> schema, String description) {
        return new Parameter().in("query").name(name).schema(schema).description(description);
    }

    static Parameter idempotencyKey() {
        return new Parameter()
                .in("header")
                .name("Idempotency-Key")
                .schema(new StringSchema().maxLength(255))
                .description("the same key and the same request have one effect and one answer, for a day");
    }

    /** A multipart body with one file. */
    static Content upload() {
        var form = new ObjectSchema().addProperty("file", new StringSchema().format("binary"));
        form.setDescription("fields beside the file: see the capability's page");
        return new Content().addMediaType("multipart/form-data", new MediaType().schema(form));
    }

    /** Any JSON object. */
    static Content patch() {
        var media = new MediaType().schema(new ObjectSchema());
        return new Content()
                .addMediaType("application/merge-patch+json", media)
                .addMediaType("application/json", media);
    }
}
