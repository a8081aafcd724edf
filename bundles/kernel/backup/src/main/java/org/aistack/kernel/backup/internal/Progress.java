package org.aistack.kernel.backup.internal;

import org.aistack.kernel.Text;

/** Hears how far it is; may throw to end it. */
@FunctionalInterface
public interface Progress {

    /** @param ratio done, from 0 to 1 */
    void at(double ratio, Text step);
}
