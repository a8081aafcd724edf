package org.aistack.kernel.data.internal.work;

/** Hears how long stores work and how that ended. Called on every thread that works: it must not block and not throw. */
public interface Measure {

    /** Hears nothing. */
    Measure NONE = new Measure() {
        @Override
        public void opened(String unit) {
            // nobody to tell
        }

        @Override
        public void closed(String unit) {
            // nobody to tell
        }

        @Override
        public void took(String unit, boolean write, long nanos) {
            // nobody to tell
        }

        @Override
        public void ended(String unit, Outcome outcome) {
            // nobody to tell
        }
    };

    /** How a unit of work ends. */
    enum Outcome {
        COMMIT,
        ROLLBACK,
        /** Rolled back to be begun again. */
        RETRY
    }

    void opened(String unit);

    void closed(String unit);

    /**
     * A read or a whole unit of work is over.
     *
     * @param unit whose; of a joined work the one that began it
     */
    void took(String unit, boolean write, long nanos);

    void ended(String unit, Outcome outcome);
}
