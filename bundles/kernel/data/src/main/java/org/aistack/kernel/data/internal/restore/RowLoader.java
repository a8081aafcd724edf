package org.aistack.kernel.data.internal.restore;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.ObjectReader;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSetMetaData;
import java.sql.SQLException;
import java.sql.Types;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.Base64;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.zip.GZIPInputStream;

/**
 * Puts saved rows into a table: a line with the names of the columns, then a JSON array for each row. How a value is set
 * follows from the column as this database has it, so rows of one kind of database can go into another.
 */
final class RowLoader {

    private static final ObjectReader JSON = new ObjectMapper().reader();
    private static final int BATCH = 500;

    private final PreparedStatement insert;
    private final ResultSetMetaData columns;

    private RowLoader(PreparedStatement insert, ResultSetMetaData columns) {
        this.insert = insert;
        this.columns = columns;
    }

    /** Inserts all rows of a file; says how many. */
    static long load(Connection connection, String table, Path file) throws SQLException {
        try (var lines = new BufferedReader(new InputStreamReader(
                new GZIPInputStream(Files.newInputStream(file), 1 << 16), StandardCharsets.UTF_8))) {
            List<String> names = names(lines.readLine());
            String list = names.stream().map(name -> '"' + name + '"').collect(Collectors.joining(", "));
            String marks = String.join(", ", Collections.nCopies(names.size(), "?"));
            try (var look = connection.prepareStatement("select " + list + " from " + table + " where 1 = 0");
                    var nothing = look.executeQuery();
                    var insert = connection.prepareStatement(
                            "insert into " + table + " (" + list + ") values (" + marks + ")")) {
                return new RowLoader(insert, nothing.getMetaData()).all(lines);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static List<String> names(String line) throws IOException {
        var names = new ArrayList<String>();
        JSON.readTree(line).path("columns").forEach(name -> names.add(name.asText()));
        return names;
    }

    private long all(BufferedReader lines) throws IOException, SQLException {
        long rows = 0;
        for (String line = lines.readLine(); line != null; line = lines.readLine()) {
            JsonNode row = JSON.readTree(line);
            for (int i = 1; i <= row.size(); i++) {
                set(i, row.get(i - 1));
            }
            insert.addBatch();
            if (++rows % BATCH == 0) {
                insert.executeBatch();
            }
        }
        insert.executeBatch();
        return rows;
    }

    private void set(int i, JsonNode value) throws SQLException {
        int type = columns.getColumnType(i);
        if (value.isNull()) {
            insert.setNull(i, type);
            return;
        }
        switch (type) {
            case Types.BIGINT, Types.INTEGER, Types.SMALLINT, Types.TINYINT -> insert.setLong(i, value.asLong());
            case Types.DECIMAL, Types.NUMERIC -> insert.setBigDecimal(i, new BigDecimal(value.asText()));
            case Types.DOUBLE, Types.FLOAT, Types.REAL -> insert.setDouble(i, Double.parseDouble(value.asText()));
            case Types.BOOLEAN, Types.BIT -> insert.setBoolean(i, value.asBoolean());
            case Types.BINARY, Types.VARBINARY, Types.LONGVARBINARY, Types.BLOB ->
                insert.setBytes(i, Base64.getDecoder().decode(value.asText()));
            default -> setText(i, type, value.asText());
        }
    }

    private void setText(int i, int type, String text) throws SQLException {
        switch (columns.getColumnTypeName(i).toLowerCase(Locale.ROOT)) {
            case "timestamptz", "timestamp with time zone" -> insert.setObject(i, OffsetDateTime.parse(text));
            case "uuid" -> insert.setObject(i, UUID.fromString(text));
            case "json", "jsonb" -> insert.setObject(i, text, Types.OTHER);
            default -> {
                switch (type) {
                    case Types.TIMESTAMP -> insert.setObject(i, LocalDateTime.parse(text));
                    case Types.DATE -> insert.setObject(i, LocalDate.parse(text));
                    case Types.TIME -> insert.setObject(i, LocalTime.parse(text));
                    default -> insert.setString(i, text);
                }
            }
        }
    }
}
