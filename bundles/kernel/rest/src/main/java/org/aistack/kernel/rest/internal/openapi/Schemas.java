package org.aistack.kernel.rest.internal.openapi;

import io.swagger.v3.oas.models.media.ArraySchema;
import io.swagger.v3.oas.models.media.Content;
import io.swagger.v3.oas.models.media.IntegerSchema;
import io.swagger.v3.oas.models.media.MediaType;
import io.swagger.v3.oas.models.media.ObjectSchema;
import io.swagger.v3.oas.models.media.Schema;
import io.swagger.v3.oas.models.media.StringSchema;
import io.swagger.v3.oas.models.responses.ApiResponse;

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

    /** A multipart body with one file. */
    static Content upload() {
        var form = new ObjectSchema().addProperty("file", new StringSchema().format("binary"));
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
