package org.aistack.kernel.data;

import java.util.function.Function;
import org.osgi.annotation.versioning.ProviderType;

/**
 * The tables of one capability. The service carries {@code unit=<id>} and exists only after the capability's migrations
 * ran.
 *
 * @param <S> the session of the persistence technology: {@code javax.persistence.EntityManager}
 */
@ProviderType
public interface Store<S> {

    /** Reads. Inside a running write it sees that write's changes; outside it holds no transaction. */
    <T> T read(Function<S, T> query);

    /**
     * Changes rows and tells about it in one transaction. A write inside a running write of the same thread joins it, also
     * across capabilities: one connection, one commit, one rollback. A throwable that leaves an inner write dooms the
     * whole work, even when the outer one catches it.
     *
     * <p>After a deadlock or a serialisation failure the outermost change is tried again, up to three times in all. So a
     * change does nothing outside the session that must not happen twice, except by {@link Work#afterCommit}.
     *
     * @throws org.aistack.kernel.Problem {@code STALE} when somebody else changed a row meanwhile, {@code UNAVAILABLE}
     *     when the database cannot be reached, {@code REPLACED} while the capability goes
     * @throws RolledBack when the work ended normally here but was doomed inside
     */
    <T> T write(Function<Work<S>, T> change);
}
