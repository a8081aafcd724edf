package org.aistack.kernel.catalog;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.osgi.annotation.versioning.ProviderType;

/** Proves the invariants of all capabilities: asks every {@link IntegrityCheck} that is there. */
@ProviderType
public interface Integrity {

    /**
     * Runs the checks, one after the other. One that fails or does not end in time is a finding of its own.
     *
     * @param group only those of this group, for example {@code rag}
     * @param capability only those of this capability
     */
    Result check(Optional<String> group, Optional<String> capability);

    /**
     * What was found.
     *
     * @param checkedAt when it began
     */
    record Result(Instant checkedAt, List<Checked> checks, List<Found> findings) {
        public Result {
            checks = List.copyOf(checks);
            findings = List.copyOf(findings);
        }
    }

    /**
     * One check that was asked.
     *
     * @param id its name
     * @param checked how many things it looked at
     * @param findings how many of them are wrong, also when not all are listed
     */
    record Checked(String id, String group, String capability, long checked, long findings, long durationMs) {}

    /**
     * One thing that is not as it should be.
     *
     * @param check who says so
     */
    record Found(
            String check,
            IntegrityCheck.Severity severity,
            Thing object,
            String expected,
            String actual,
            String detail) {}

    /** What is wrong. */
    record Thing(String type, String id) {}
}
