package org.aistack.kernel.data.internal.work;

import java.math.BigDecimal;
import java.time.LocalDateTime;
import javax.persistence.Column;
import javax.persistence.Entity;
import javax.persistence.Id;
import javax.persistence.Table;
import javax.persistence.Version;

/** A row of the first test capability; its ids are the kernel's. */
@Entity
@Table(name = "alpha_row")
public class AlphaRow {

    @Id
    private long id;

    @Version
    private long revision;

    private String note;

    private BigDecimal amount;

    @Column(name = "made_at")
    private LocalDateTime madeAt;

    protected AlphaRow() {}

    AlphaRow(long id, String note) {
        this.id = id;
        this.note = note;
        this.amount = new BigDecimal("249.8750");
        this.madeAt = LocalDateTime.of(2026, 3, 1, 8, 0, 0, 123_456_000);
    }

    BigDecimal amount() {
        return amount;
    }

    LocalDateTime madeAt() {
        return madeAt;
    }

    void rename(String name) {
        note = name;
    }
}
