package org.aistack.kernel.data.internal.work;

import javax.persistence.Entity;
import javax.persistence.GeneratedValue;
import javax.persistence.GenerationType;
import javax.persistence.Id;
import javax.persistence.SequenceGenerator;
import javax.persistence.Table;
import javax.persistence.Version;

/** A row of the second test capability; its ids come from a sequence. */
@Entity
@Table(name = "beta_row")
public class BetaRow {

    @Id
    @GeneratedValue(strategy = GenerationType.SEQUENCE, generator = "beta_number")
    @SequenceGenerator(name = "beta_number", sequenceName = "beta_number", allocationSize = 50)
    private long id;

    @Version
    private long revision;

    private String note;

    private int number;

    private String code;

    protected BetaRow() {}

    BetaRow(String note, String code) {
        this.note = note;
        this.code = code;
    }

    long id() {
        return id;
    }

    int number() {
        return number;
    }

    void bump() {
        number++;
    }
}
