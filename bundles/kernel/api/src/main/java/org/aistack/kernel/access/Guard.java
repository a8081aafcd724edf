package org.aistack.kernel.access;

import java.util.concurrent.Callable;
import org.aistack.kernel.KernelError;
import org.aistack.kernel.Problem;
import org.osgi.annotation.versioning.ProviderType;

/** The only door to the security bundles. Present means: who may what is known. */
@ProviderType
public interface Guard {

    /** Who asks on this thread; {@link Caller#ANONYMOUS} when nobody was bound, never null. */
    Caller caller();

    /**
     * May {@code caller} do it?
     *
     * @param permission {@code <group>:<verb>[:<id>[:<noun>]]}
     */
    boolean permits(Caller caller, String permission);

    /** Runs {@code action} as {@code caller} on this thread; the caller before is bound again afterwards. */
    <T> T runAs(Caller caller, Callable<T> action) throws Exception;

    /**
     * Lets the caller of this thread pass, or not.
     *
     * @throws Problem {@link KernelError#UNAUTHENTICATED} or {@link KernelError#DENIED}
     */
    default void require(String permission) {
        require(caller(), permission);
    }

    /**
     * Lets a caller pass, or not.
     *
     * @throws Problem {@link KernelError#UNAUTHENTICATED}, {@link KernelError#DENIED}, or a more exact refusal
     */
    default void require(Caller caller, String permission) {
        if (!permits(caller, permission)) {
            throw Problem.of(caller.authenticated() ? KernelError.DENIED : KernelError.UNAUTHENTICATED);
        }
    }
}
