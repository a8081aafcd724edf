package org.aistack.itests.bare.internal.store;

import java.math.BigDecimal;
import javax.persistence.Column;
import javax.persistence.Entity;
import javax.persistence.Id;
import javax.persistence.Table;

/** One line of an order. */
@Entity
@Table(name = "bare_line")
public class LineRow {

    @Id
    private long id;

    @Column(name = "order_id")
    private long orderId;

    private String item;

    private int amount;

    private BigDecimal price;

    protected LineRow() {}

    public LineRow(long id, long orderId, String item, int amount, BigDecimal price) {
        this.id = id;
        this.orderId = orderId;
        this.item = item;
        this.amount = amount;
        this.price = price;
    }
}
