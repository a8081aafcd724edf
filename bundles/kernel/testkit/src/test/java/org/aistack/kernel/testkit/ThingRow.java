package org.aistack.kernel.testkit;

import javax.persistence.Entity;
import javax.persistence.Id;
import javax.persistence.Table;
import javax.persistence.Version;

@Entity
@Table(name = "things_thing")
public class ThingRow {

    @Id
    private long id;

    @Version
    private long revision;

    private String name;

    protected ThingRow() {}

    ThingRow(long id, String name) {
        this.id = id;
        this.name = name;
    }
}
