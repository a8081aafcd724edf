package org.aistack.kernel.jobs;

import org.aistack.kernel.Problem;
import org.osgi.annotation.versioning.ProviderType;

/** Starts jobs. Their state is seen at {@code /api/kernel/jobs/{id}}. */
@ProviderType
public interface Jobs {

    /**
     * Starts a job as the caller of this thread. Inside a running unit of work it joins it: the job exists exactly when the
     * work commits.
     *
     * @return its id
     * @throws Problem when there is no such kind, or too many jobs wait already
     */
    String start(String kind, Record arguments);

    /**
     * Where a job can be watched: the value of {@code Location} of a {@code 202}.
     *
     * @param id of a job
     */
    static String location(String id) {
        return "/api/kernel/jobs/" + id;
    }
}
