package org.aistack.kernel.jobs;

import java.util.Optional;
import org.aistack.kernel.Text;
import org.osgi.annotation.versioning.ProviderType;

/** One run of a job, as its code sees it. Bound to the running thread's job. */
@ProviderType
public interface Run {

    /** Id of the job; the same in every attempt. */
    String id();

    /**
     * Tells how far it is; also a safe point, see {@link #check}. Cheap enough to call for every item.
     *
     * @param ratio done, from 0 to 1
     * @param step what is being done, for people
     */
    void progress(double ratio, Text step);

    /**
     * A safe point between two steps. Does nothing while the job may go on.
     *
     * @throws Stopped when it was cancelled, the server stops, its bundle goes, the right of its caller was withdrawn, or
     *     another server has taken it over; let it pass
     */
    void check();

    /** Keeps what is needed to go on after a crash instead of beginning again: up to 64,000 characters. */
    void keep(String state);

    /** What was kept last, in this or an earlier attempt. */
    Optional<String> kept();
}
