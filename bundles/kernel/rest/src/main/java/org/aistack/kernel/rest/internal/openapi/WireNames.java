package org.aistack.kernel.rest.internal.openapi;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.swagger.v3.core.jackson.ModelResolver;
import io.swagger.v3.oas.models.media.Schema;
import io.swagger.v3.oas.models.media.StringSchema;

/** Describes values as the mapper writes them; swagger would show enum constants as they stand in the source. */
final class WireNames extends ModelResolver {

    WireNames(ObjectMapper mapper) {
        super(mapper, new SnakeNames());
    }

    @Override
    @SuppressWarnings("rawtypes")
    protected Schema _createSchemaForEnum(Class<Enum<?>> type) {
        var schema = new StringSchema();
        for (Enum<?> constant : type.getEnumConstants()) {
            schema.addEnumItem(objectMapper().convertValue(constant, String.class));
        }
        return schema;
    }
}
