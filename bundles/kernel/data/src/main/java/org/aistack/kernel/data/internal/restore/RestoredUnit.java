package org.aistack.kernel.data.internal.restore;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import javax.sql.DataSource;

/**
 * The rows of one unit, as they were saved, and the version of its tables then. Loading is one transaction that first
 * removes what the scripts themselves put in, so a load that was cut short is simply done again.
 */
public final class RestoredUnit {

    static final String CARD = "unit.json";
    private static final String BEGUN = "begun";
    private static final ObjectMapper JSON = new ObjectMapper();

    private final Path folder;
    private final String id;
    private final Card card;

    /**
     * What is said about a saved unit.
     *
     * @param version of the last script that had run
     */
    record Card(String version, List<Table> tables) {}

    /**
     * One table.
     *
     * @param rows how many there must be
     */
    record Table(String name, long rows) {}

    private RestoredUnit(Path folder, String id, Card card) {
        this.folder = folder;
        this.id = id;
        this.card = card;
    }

    static RestoredUnit in(Path restore, String id) {
        Path folder = restore.resolve(id);
        try {
            return new RestoredUnit(
                    folder, id, JSON.readValue(folder.resolve(CARD).toFile(), Card.class));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    public String version() {
        return card.version();
    }

    /**
     * Notes that the tables are made for these rows.
     *
     * @throws RestoreRefused when there are such tables already
     */
    public void begin(DataSource database) throws SQLException {
        Path begun = folder.resolve(BEGUN);
        if (Files.exists(begun)) {
            return;
        }
        try (Connection connection = database.getConnection();
                var tables = connection.getMetaData().getTables(null, "public", id + "\\_%", null)) {
            if (tables.next()) {
                throw new RestoreRefused(
                        "the database already has tables of " + id + "; restore into an empty database");
            }
        }
        try {
            Folders.mark(begun);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /**
     * Fills the tables.
     *
     * @return how many rows there are
     */
    public long load(DataSource database) throws SQLException {
        try (Connection connection = database.getConnection()) {
            connection.setAutoCommit(false);
            try {
                long rows = fill(connection);
                connection.commit();
                return rows;
            } catch (SQLException | RuntimeException e) {
                connection.rollback();
                throw e;
            } finally {
                connection.setAutoCommit(true);
            }
        }
    }

    private long fill(Connection connection) throws SQLException {
        List<Table> order = parentsFirst(connection);
        var reverse = new ArrayList<>(order);
        Collections.reverse(reverse);
        try (var statement = connection.createStatement()) {
            for (Table table : reverse) {
                statement.executeUpdate("delete from " + table.name());
            }
        }
        long all = 0;
        for (Table table : order) {
            long rows = RowLoader.load(connection, table.name(), folder.resolve(table.name() + ".jsonl.gz"));
            if (rows != table.rows()) {
                throw new RestoreRefused(table.name() + " has " + rows + " rows instead of " + table.rows());
            }
            all += rows;
        }
        return all;
    }

    /** Tables after those that their foreign keys point to. */
    private List<Table> parentsFirst(Connection connection) throws SQLException {
        Map<String, Table> open = new LinkedHashMap<>();
        card.tables().forEach(table -> open.put(table.name(), table));
        Map<String, Set<String>> parents = new LinkedHashMap<>();
        for (String name : open.keySet()) {
            Set<String> found = new HashSet<>();
            try (var keys = connection.getMetaData().getImportedKeys(null, "public", name)) {
                while (keys.next()) {
                    found.add(keys.getString("PKTABLE_NAME"));
                }
            }
            found.remove(name);
            found.retainAll(open.keySet());
            parents.put(name, found);
        }
        var order = new ArrayList<Table>();
        while (!open.isEmpty()) {
            String next = open.keySet().stream()
                    .filter(name -> Collections.disjoint(parents.get(name), open.keySet()))
                    .findFirst()
                    .orElseThrow(() -> new RestoreRefused("the tables of " + id + " refer to each other in a circle"));
            order.add(open.remove(next));
        }
        return order;
    }

    /** Takes the folder away, at once for everybody who looks. */
    void delete() throws IOException {
        Path gone = folder.resolveSibling("." + id + ".loaded");
        if (Files.exists(gone)) {
            Folders.delete(gone);
        }
        Files.move(folder, gone, StandardCopyOption.ATOMIC_MOVE);
        Folders.delete(gone);
    }
}
