package org.aistack.kernel.catalog;

import java.util.List;

/** Proves an invariant of a capability's data. */
public interface IntegrityCheck {

    /** {@code <id>.<what>}, for example {@code notes.tag-counts}. */
    String name();

    /** Looks at the stored rows now. */
    Report check();

    /**
     * What was looked at and what is wrong.
     *
     * @param checked how many things were looked at
     * @param findings empty when the invariant holds
     */
    record Report(long checked, List<Finding> findings) {
        public Report {
            findings = List.copyOf(findings);
        }
    }

    /** How bad a finding is. */
    enum Severity {
        /** Repairs itself, or does no harm. */
        WARNING,
        /** Data are wrong. */
        ERROR
    }

    /**
     * One thing that is not as it should be.
     *
     * @param severity how bad it is
     * @param type of the object, for example {@code tag}
     * @param id of the object
     * @param expected what should be stored
     * @param actual what is stored
     * @param detail in words
     */
    record Finding(Severity severity, String type, String id, String expected, String actual, String detail) {}
}
