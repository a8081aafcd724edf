package org.aistack.kernel.rest.internal.openapi;

import com.fasterxml.jackson.databind.JavaType;
import com.fasterxml.jackson.databind.PropertyNamingStrategies;
import io.swagger.v3.core.jackson.TypeNameResolver;
import java.util.Set;

/** Names schemas like the JSON: {@code note_card}; types of different packages with the same name get their package's last part. */
final class SnakeNames extends TypeNameResolver {

    @Override
    protected String nameForClass(Class<?> type, Set<Options> options) {
        String plain = super.nameForClass(type, options);
        String owner =
                type.getEnclosingClass() == null ? "" : type.getEnclosingClass().getSimpleName();
        String area = type.getPackageName().startsWith("org.aistack.") ? area(type.getPackageName()) : "";
        return snake(area + owner + plain);
    }

    @Override
    protected String nameForGenericType(JavaType type, Set<Options> options) {
        var name = new StringBuilder(nameForClass(type.getRawClass(), options));
        for (int i = 0; i < type.containedTypeCount(); i++) {
            name.append('_').append(nameForType(type.containedType(i), options));
        }
        return name.toString();
    }

    /** The capability's id with a capital: {@code org.aistack.rag.search.internal.rest} is {@code Search}. */
    private static String area(String packageName) {
        String[] parts = packageName.split("\\.");
        String id = parts.length > 3 ? parts[3] : "";
        return id.isEmpty() || parts[2].equals("kernel") ? "" : Character.toUpperCase(id.charAt(0)) + id.substring(1);
    }

    static String snake(String name) {
        return ((PropertyNamingStrategies.SnakeCaseStrategy) PropertyNamingStrategies.SNAKE_CASE).translate(name);
    }
}
