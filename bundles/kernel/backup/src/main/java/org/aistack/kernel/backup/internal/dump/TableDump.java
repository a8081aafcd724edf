package org.aistack.kernel.backup.internal.dump;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.util.MinimalPrettyPrinter;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.ResultSetMetaData;
import java.sql.SQLException;
import java.sql.Types;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.OffsetDateTime;
import java.util.Base64;
import java.util.Locale;
import java.util.function.LongConsumer;
import org.aistack.kernel.backup.internal.part.PartStream;

/**
 * The rows of a table as text that every database reads alike: a line with the names of the columns, then one JSON array
 * a row. Decimals and moments are texts, bytes are Base64.
 */
public final class TableDump {

    private static final JsonFactory JSON = new JsonFactory();
    private static final int FETCH = 500;
    private static final int STEP = 1000;

    private final ResultSet rows;
    private final int[] types;
    private final String[] names;
    private final String[] typeNames;

    /**
     * What was written.
     *
     * @param rows how many
     * @param stream the closed file
     */
    public record Dumped(long rows, PartStream stream) {}

    private TableDump(ResultSet rows) throws SQLException {
        this.rows = rows;
        ResultSetMetaData columns = rows.getMetaData();
        types = new int[columns.getColumnCount()];
        names = new String[types.length];
        typeNames = new String[types.length];
        for (int i = 0; i < types.length; i++) {
            types[i] = columns.getColumnType(i + 1);
            names[i] = columns.getColumnName(i + 1);
            typeNames[i] = columns.getColumnTypeName(i + 1).toLowerCase(Locale.ROOT);
        }
    }

    static Dumped write(Connection connection, String table, Path file, LongConsumer read)
            throws SQLException, IOException {
        try (var stream = PartStream.create(file);
                var statement = connection.createStatement()) {
            statement.setFetchSize(FETCH);
            long count;
            try (var rows = statement.executeQuery("select * from " + table);
                    var json = JSON.createGenerator(stream)) {
                json.disable(JsonGenerator.Feature.AUTO_CLOSE_TARGET);
                json.setPrettyPrinter(new MinimalPrettyPrinter("\n"));
                count = new TableDump(rows).all(json, read);
            }
            stream.finish();
            return new Dumped(count, stream);
        }
    }

    private long all(JsonGenerator json, LongConsumer read) throws SQLException, IOException {
        json.writeStartObject();
        json.writeArrayFieldStart("columns");
        for (String name : names) {
            json.writeString(name);
        }
        json.writeEndArray();
        json.writeEndObject();
        long count = 0;
        while (rows.next()) {
            json.writeStartArray();
            for (int i = 0; i < types.length; i++) {
                cell(json, i);
            }
            json.writeEndArray();
            if (++count % STEP == 0) {
                read.accept(count);
            }
        }
        return count;
    }

    private void cell(JsonGenerator json, int i) throws SQLException, IOException {
        int column = i + 1;
        switch (types[i]) {
            case Types.BIGINT, Types.INTEGER, Types.SMALLINT, Types.TINYINT -> {
                long value = rows.getLong(column);
                if (rows.wasNull()) {
                    json.writeNull();
                } else {
                    json.writeNumber(value);
                }
            }
            case Types.BOOLEAN, Types.BIT -> {
                boolean value = rows.getBoolean(column);
                if (rows.wasNull()) {
                    json.writeNull();
                } else {
                    json.writeBoolean(value);
                }
            }
            case Types.BINARY, Types.VARBINARY, Types.LONGVARBINARY, Types.BLOB -> {
                byte[] value = rows.getBytes(column);
                text(json, value == null ? null : Base64.getEncoder().encodeToString(value));
            }
            default -> text(json, string(i, column));
        }
    }

    private static void text(JsonGenerator json, String value) throws IOException {
        if (value == null) {
            json.writeNull();
        } else {
            json.writeString(value);
        }
    }

    private String string(int i, int column) throws SQLException {
        return switch (typeNames[i]) {
            case "timestamptz", "timestamp with time zone" -> plain(rows.getObject(column, OffsetDateTime.class));
            case "uuid", "json", "jsonb" -> rows.getString(column);
            default ->
                switch (types[i]) {
                    case Types.TIMESTAMP -> plain(rows.getObject(column, LocalDateTime.class));
                    case Types.DATE -> plain(rows.getObject(column, LocalDate.class));
                    case Types.TIME -> plain(rows.getObject(column, LocalTime.class));
                    case Types.DECIMAL, Types.NUMERIC ->
                        rows.getBigDecimal(column) == null
                                ? null
                                : rows.getBigDecimal(column).toPlainString();
                    case Types.DOUBLE, Types.FLOAT, Types.REAL -> {
                        double value = rows.getDouble(column);
                        yield rows.wasNull() ? null : Double.toString(value);
                    }
                    case Types.CHAR, Types.VARCHAR, Types.LONGVARCHAR, Types.CLOB -> rows.getString(column);
                    default ->
                        throw new SQLException(
                                "the column " + names[i] + " has a type that cannot be saved: " + typeNames[i]);
                };
        };
    }

    private static String plain(Object value) {
        return value == null ? null : value.toString();
    }
}
