package org.aistack.itests.faults.history;

/**
 * Something a client did.
 *
 * @param actor which client; one does one thing after the other
 * @param what it wanted, for example a name
 * @param start when it asked, in nanoseconds
 * @param end when it had the answer, or gave up
 * @param outcome what it knows
 * @param value what the answer said; may be null
 */
public record Operation(String actor, String what, long start, long end, Outcome outcome, String value) {

    /** What a client knows after it asked. */
    public enum Outcome {
        /** The server said yes: it must be there. */
        ACKNOWLEDGED,
        /** The server said no: it must not be there. */
        REFUSED,
        /** No answer: it may be there, but whole and once. */
        UNKNOWN
    }

    public boolean acknowledged() {
        return outcome == Outcome.ACKNOWLEDGED;
    }
}
