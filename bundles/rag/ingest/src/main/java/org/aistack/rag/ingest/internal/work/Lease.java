package org.aistack.rag.ingest.internal.work;

/**
 * The right to work on a task for a while.
 *
 * @param number the version it is about
 * @param stage what was done last
 * @param attempt how often the next stage failed before
 * @param owner of the lease
 */
record Lease(long task, long document, int number, Stage stage, int attempt, String owner) {

    Lease at(Stage next) {
        return new Lease(task, document, number, next, 0, owner);
    }

    /** Somebody else owns the task now, or the document changed or went: the result is of no use. */
    static final class Lost extends RuntimeException {
        private static final long serialVersionUID = 1L;

        Lost() {
            super("the lease was lost", null, false, false);
        }
    }
}
