package org.aistack.kernel.catalog.internal.deploy;

import org.aistack.kernel.Text;
import org.aistack.kernel.catalog.Deployment.Step;

/** A step of a deployment that did not work. */
final class Fault extends Exception {

    private static final long serialVersionUID = 1L;

    private final transient Step step;
    private final transient Text reason;
    private final transient boolean untouched;

    Fault(Step step, Text reason) {
        this(step, reason, false);
    }

    /** @param untouched what was there before is still there, and nothing can be done to it */
    Fault(Step step, Text reason, boolean untouched) {
        super(reason.en(), null, false, false);
        this.step = step;
        this.reason = reason;
        this.untouched = untouched;
    }

    Step step() {
        return step;
    }

    Text reason() {
        return reason;
    }

    boolean untouched() {
        return untouched;
    }
}
