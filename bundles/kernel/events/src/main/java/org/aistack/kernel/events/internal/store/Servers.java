package org.aistack.kernel.events.internal.store;

import java.util.List;

/** Which servers deliver events now, by the database's clock. */
public final class Servers {

    private static final String NOW = "cast(extract(epoch from current_timestamp) * 1000 as bigint)";
    private static final int ALIVE_MILLIS = 15_000;

    private final Database database;

    Servers(Database database) {
        this.database = database;
    }

    /** This one does. */
    public void here(String name) {
        database.change(connection ->
                Database.update(connection, "update events_server set seen = " + NOW + " where name = ?", name) == 0
                        ? Database.update(
                                connection, "insert into events_server (name, seen) values (?, " + NOW + ")", name)
                        : 1);
    }

    /** This one no longer does. */
    public void gone(String name) {
        database.update("delete from events_server where name = ?", name);
    }

    /** All that were here lately. */
    public List<String> alive() {
        return database.query(
                row -> row.getString(1), "select name from events_server where seen > " + NOW + " - " + ALIVE_MILLIS);
    }
}
