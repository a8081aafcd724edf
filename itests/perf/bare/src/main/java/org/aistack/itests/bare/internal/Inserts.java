package org.aistack.itests.bare.internal;

import java.math.BigDecimal;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import javax.persistence.EntityManager;
import javax.sql.DataSource;
import org.aistack.itests.bare.internal.store.LineRow;
import org.aistack.itests.bare.internal.store.OrderRow;
import org.aistack.kernel.Ids;
import org.aistack.kernel.data.Store;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** Orders with lines, each in a transaction of its own, by the store and by plain JDBC on the same pool and tables. */
@Component(service = Inserts.class)
public final class Inserts {

    private static final BigDecimal PRICE = new BigDecimal("12.50");

    private final Store<EntityManager> store;
    private final DataSource source;
    private final Ids ids;

    @Activate
    public Inserts(
            @Reference(target = "(unit=bare)") Store<EntityManager> store,
            @Reference(target = "(name=aistack)") DataSource source,
            @Reference Ids ids) {
        this.store = store;
        this.source = source;
        this.ids = ids;
    }

    private static LocalDateTime now() {
        return LocalDateTime.now(ZoneOffset.UTC).truncatedTo(ChronoUnit.MICROS);
    }

    void byStore(int lines) {
        store.write(work -> {
            EntityManager em = work.session();
            long order = ids.next();
            em.persist(new OrderRow(order, "customer", PRICE, now()));
            for (int i = 0; i < lines; i++) {
                em.persist(new LineRow(ids.next(), order, "item " + i, i + 1, PRICE));
            }
            return null;
        });
    }

    void byJdbc(int lines) throws SQLException {
        try (Connection connection = source.getConnection()) {
            connection.setAutoCommit(false);
            long order = ids.next();
            try (PreparedStatement insert = connection.prepareStatement(
                    "insert into bare_order (id, customer, total, created_at, revision)" + " values (?, ?, ?, ?, ?)")) {
                insert.setLong(1, order);
                insert.setString(2, "customer");
                insert.setBigDecimal(3, PRICE);
                insert.setTimestamp(4, Timestamp.valueOf(now()));
                insert.setLong(5, 1);
                insert.executeUpdate();
            }
            if (lines > 0) {
                lines(connection, order, lines);
            }
            connection.commit();
        }
    }

    private void lines(Connection connection, long order, int lines) throws SQLException {
        try (PreparedStatement insert = connection.prepareStatement(
                "insert into bare_line (id, order_id, item, amount, price) values (?, ?, ?, ?, ?)")) {
            for (int i = 0; i < lines; i++) {
                insert.setLong(1, ids.next());
                insert.setLong(2, order);
                insert.setString(3, "item " + i);
                insert.setInt(4, i + 1);
                insert.setBigDecimal(5, PRICE);
                insert.addBatch();
            }
            insert.executeBatch();
        }
    }

    /** Takes everything away, so that each measurement finds the same. */
    void clear() {
        store.write(work -> {
            work.session().createNativeQuery("delete from bare_line").executeUpdate();
            work.session().createNativeQuery("delete from bare_order").executeUpdate();
            return null;
        });
    }
}
