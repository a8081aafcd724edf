package org.aistack.kernel.jobs.internal.store;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

/** SQL with {@code :name} parameters, as JDBC wants it. */
record NamedSql(String text, Object[] values) {

    private static final Pattern NAME = Pattern.compile(":([A-Za-z][A-Za-z0-9_]*)");

    static NamedSql of(String text, Map<String, Object> parameters) {
        List<Object> values = new ArrayList<>();
        String sql = NAME.matcher(text).replaceAll(found -> {
            values.add(parameters.get(found.group(1)));
            return "?";
        });
        return new NamedSql(sql, values.toArray());
    }
}
