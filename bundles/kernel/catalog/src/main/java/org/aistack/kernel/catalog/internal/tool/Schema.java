package org.aistack.kernel.catalog.internal.tool;

import com.fasterxml.jackson.databind.BeanDescription;
import com.fasterxml.jackson.databind.JavaType;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** The JSON schema of an argument record, as the mapper reads it. */
public final class Schema {

    private static final int DEPTH = 6;
    private static final Set<Class<?>> WHOLE = Set.of(
            byte.class,
            short.class,
            int.class,
            long.class,
            Byte.class,
            Short.class,
            Integer.class,
            Long.class,
            BigInteger.class);
    private static final Set<Class<?>> NUMBER = Set.of(float.class, double.class, Float.class, Double.class);

    private final ObjectMapper mapper;

    public Schema(ObjectMapper mapper) {
        this.mapper = mapper;
    }

    public Map<String, Object> of(Class<?> record) {
        return object(mapper.constructType(record), DEPTH);
    }

    private Map<String, Object> object(JavaType type, int depth) {
        BeanDescription description = mapper.getDeserializationConfig().introspect(type);
        Map<String, Object> members = new LinkedHashMap<>();
        List<String> required = new ArrayList<>();
        description.findProperties().stream()
                .filter(property -> property.couldDeserialize())
                .forEach(property -> {
                    members.put(property.getName(), any(property.getPrimaryType(), depth - 1));
                    if (property.getRawPrimaryType().isPrimitive()) {
                        required.add(property.getName());
                    }
                });
        Map<String, Object> schema = new LinkedHashMap<>();
        schema.put("type", "object");
        schema.put("properties", members);
        if (!required.isEmpty()) {
            schema.put("required", required);
        }
        schema.put("additionalProperties", false);
        return schema;
    }

    private Map<String, Object> any(JavaType type, int depth) {
        Class<?> raw = type.getRawClass();
        if (WHOLE.contains(raw)) {
            return Map.of("type", "integer");
        }
        if (NUMBER.contains(raw)) {
            return Map.of("type", "number");
        }
        if (raw == boolean.class || raw == Boolean.class) {
            return Map.of("type", "boolean");
        }
        if (type.isEnumType()) {
            return Map.of("type", "string", "enum", constants(raw));
        }
        if (type.isReferenceType()) {
            return any(type.getContentType(), depth);
        }
        if (type.isCollectionLikeType() || type.isArrayType()) {
            return Map.of("type", "array", "items", any(type.getContentType(), depth));
        }
        if (type.isMapLikeType()) {
            return Map.of("type", "object", "additionalProperties", any(type.getContentType(), depth));
        }
        if (raw.isRecord() && depth > 0) {
            return object(type, depth);
        }
        return raw == Object.class || raw.isRecord() ? Map.of() : text(raw);
    }

    private static Map<String, Object> text(Class<?> raw) {
        if (raw == Instant.class) {
            return Map.of("type", "string", "format", "date-time");
        }
        if (raw == LocalDate.class) {
            return Map.of("type", "string", "format", "date");
        }
        return raw == BigDecimal.class ? Map.of("type", "string", "format", "decimal") : Map.of("type", "string");
    }

    private List<String> constants(Class<?> type) {
        List<String> names = new ArrayList<>();
        for (Object constant : type.getEnumConstants()) {
            names.add(mapper.valueToTree(constant).asText());
        }
        return names;
    }
}
