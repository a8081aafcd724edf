package org.aistack.itests.bare.internal.store;

import java.math.BigDecimal;
import java.time.LocalDateTime;
import javax.persistence.Column;
import javax.persistence.Entity;
import javax.persistence.Id;
import javax.persistence.Table;
import javax.persistence.Version;

/** What is written to measure writing. */
@Entity
@Table(name = "bare_order")
public class OrderRow {

    @Id
    private long id;

    private String customer;

    private BigDecimal total;

    @Column(name = "created_at")
    private LocalDateTime createdAt;

    @Version
    private long revision;

    protected OrderRow() {}

    public OrderRow(long id, String customer, BigDecimal total, LocalDateTime createdAt) {
        this.id = id;
        this.customer = customer;
        this.total = total;
        this.createdAt = createdAt;
    }
}
