package org.aistack.kernel.data.internal.work;

import java.io.IOException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import javax.persistence.EntityManager;
import org.aistack.kernel.data.internal.TimeSortedIds;
import org.aistack.kernel.data.internal.migrate.Migrations;
import org.aistack.kernel.data.internal.migrate.Scripts;
import org.aistack.kernel.data.internal.pool.Database;

/** Two small capabilities on one database; beta is used through its methods only, as another bundle's service would be. */
public final class Capabilities implements AutoCloseable {

    static final int CONNECTIONS = 4;

    final TimeSortedIds ids = new TimeSortedIds(Clock.systemUTC());
    final Database database;
    final Units units;
    final JpaStore alpha;
    JpaStore beta;

    Capabilities(Databases kind, Path folder) throws IOException {
        database = kind.open(folder, CONNECTIONS);
        var migrations = new Migrations(database.pool(), database.transactional());
        for (String unit : List.of(Migrations.KERNEL, "alpha", "beta")) {
            migrations.run(unit, Scripts.in(Capabilities.class.getClassLoader(), unit));
        }
        Supplier<String> cause = () -> "ann";
        units = new Units(database.pool(), database.dictionary(), new Outbox(ids, Clock.systemUTC(), cause, () -> {}));
        alpha = units.open("alpha", List.of(AlphaRow.class.getName()), AlphaRow.class.getClassLoader());
        openBeta();
    }

    void openBeta() {
        beta = units.open("beta", List.of(BetaRow.class.getName()), BetaRow.class.getClassLoader());
    }

    AlphaRow save(EntityManager session, String note) {
        var row = new AlphaRow(ids.next(), note);
        session.persist(row);
        return row;
    }

    long add(String note) {
        return add(note, null);
    }

    long add(String note, String code) {
        return beta.write(work -> {
                    var row = new BetaRow(note, code);
                    work.session().persist(row);
                    return row;
                })
                .id();
    }

    void fail(String note) {
        beta.write(work -> {
            work.session().persist(new BetaRow(note, null));
            work.session().flush();
            throw new IllegalStateException("beta says no");
        });
    }

    long seen(String alphaNote) {
        return beta.read(session -> ((Number) session.createNativeQuery("select count(*) from alpha_row where note = ?")
                        .setParameter(1, alphaNote)
                        .getSingleResult())
                .longValue());
    }

    long counted(String note) {
        return beta.read(
                session -> session.createQuery("select count(b) from BetaRow b where b.note = :note", Long.class)
                        .setParameter("note", note)
                        .getSingleResult());
    }

    void change(long id, Runnable between) {
        beta.write(work -> {
            BetaRow row = work.session().find(BetaRow.class, id);
            row.number();
            between.run();
            row.bump();
            return null;
        });
    }

    void badSql() {
        beta.write(work -> work.session()
                .createNativeQuery("insert into no_such_table values (1)")
                .executeUpdate());
    }

    long alphaRows(String note) {
        return number("select count(*) from alpha_row where note = ?", note);
    }

    long betaRows(String note) {
        return number("select count(*) from beta_row where note = ?", note);
    }

    long told(String aggregate) {
        return number("select count(*) from data_outbox where aggregate = ?", aggregate);
    }

    /** Asks the database directly, on a connection of its own. */
    long number(String sql, Object... parameters) {
        try (Connection connection = database.pool().getConnection();
                PreparedStatement query = connection.prepareStatement(sql)) {
            for (int i = 0; i < parameters.length; i++) {
                query.setObject(i + 1, parameters[i]);
            }
            try (ResultSet row = query.executeQuery()) {
                row.next();
                return row.getLong(1);
            }
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Whether every connection of the pool is free and in autocommit. */
    boolean poolIsWhole() throws SQLException {
        var taken = new ArrayList<Connection>();
        try {
            boolean whole = true;
            for (int i = 0; i < CONNECTIONS; i++) {
                Connection connection = database.pool().getConnection();
                taken.add(connection);
                whole &= connection.getAutoCommit();
            }
            return whole;
        } finally {
            for (Connection connection : taken) {
                connection.close();
            }
        }
    }

    @Override
    public void close() {
        alpha.close();
        beta.close();
        database.close();
    }
}
