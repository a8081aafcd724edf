package org.aistack.kernel.catalog;

import java.nio.file.Path;
import java.util.List;
import org.aistack.kernel.KernelError;
import org.aistack.kernel.Problem;
import org.osgi.annotation.versioning.ProviderType;

/**
 * The one gate through which capabilities come, change and go while the server runs, and its history. Asks nobody for
 * permission: that is its callers' business.
 *
 * <p>A deployment is accepted first (its content is kept, nothing else happens) and carried out by {@link #run}. A version
 * that does not become healthy in time is replaced by the one before it. An end that was not reached because the server
 * ended is reached after its next start.
 */
@ProviderType
public interface Deployments {

    /** All that are remembered, newest first. */
    List<Deployment> history();

    /**
     * Takes a private copy of a file and makes it a waiting deployment.
     *
     * @throws Problem when deploying is switched off, the file is too large, or it replaces a part of the foundation and
     *     {@code origin} does not say that this is maintenance
     */
    Deployment accept(Path file, Deployment.Origin origin);

    /**
     * The same with the file a capability was installed from, read again.
     *
     * @throws Problem also when there is no such capability, or its file cannot be found again
     */
    Deployment reread(String capability, Deployment.Origin origin);

    /**
     * Makes a waiting deployment that brings back what was in service before {@code deployment}.
     *
     * @throws Problem {@link KernelError#NOT_FOUND}; a conflict when something else is in service by now, or what was
     *     there before is no longer kept
     */
    Deployment rollback(String deployment, Deployment.Origin origin);

    /**
     * Makes a waiting deployment that takes a capability away. Its data stays.
     *
     * @throws Problem {@link KernelError#NOT_FOUND}, a conflict when it belongs to the foundation
     */
    Deployment uninstall(String capability, Deployment.Origin origin);

    /**
     * Carries out a waiting deployment and waits for its end; of one that runs or has ended it only waits for the end.
     *
     * @return as it ended: good or bad, see its status
     * @throws Problem {@link KernelError#NOT_FOUND}
     */
    Deployment run(String deployment);

    /** Ends a waiting or running deployment; what was in service before comes back. */
    void cancel(String deployment);
}
