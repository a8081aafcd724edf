package org.aistack.kernel.catalog;

import java.time.Instant;
import java.util.List;
import java.util.Set;
import org.aistack.kernel.KernelError;
import org.aistack.kernel.Problem;
import org.aistack.kernel.Text;
import org.osgi.annotation.versioning.ProviderType;

/** What is installed, how it is, and the switch for it. Asks nobody for permission: that is its callers' business. */
@ProviderType
public interface Catalog {

    /** How a capability is. */
    enum State {
        /** Every component of it works. */
        RUNNING,
        /** Its bundle is not active. */
        STOPPED,
        /** A component waits for a service that is not there. */
        WAITING,
        /** A component failed to start, or its bundle cannot be resolved. */
        BROKEN
    }

    /** What can be done to a capability. */
    enum Action {
        START,
        STOP,
        /** Replaces its bundle by another version, or reads it again from where it came from. */
        UPDATE,
        /** Brings back the version before. */
        ROLLBACK,
        UNINSTALL
    }

    /**
     * The bundle of a capability.
     *
     * @param symbolicName the same as its package
     * @param version of the bundle
     * @param id number in this container
     * @param state in the words of OSGi, lower case
     * @param lastModified when it was installed, updated, or its state was last changed from outside
     */
    record Module(String symbolicName, String version, long id, String state, Instant lastModified) {}

    /**
     * A capability as it is now.
     *
     * @param plate its name plate; the last one seen while its bundle is stopped
     * @param module its bundle
     * @param state how it is
     * @param waitingFor in words what it misses, or why it is broken
     * @param tools what it offers to agents
     * @param checks names of its health checks
     * @param actions what can be done to it now; nothing to the foundation
     * @param foundation whether it is never stopped or replaced while the server runs
     */
    record Entry(
            Plate plate,
            Module module,
            State state,
            List<Text> waitingFor,
            List<Tool.Card> tools,
            List<String> checks,
            Set<Action> actions,
            boolean foundation) {}

    /**
     * What a name plate says, kept apart from the bundle that says it.
     *
     * @param id of the capability
     * @param title for people
     * @param permissions it asks for
     * @param pages it adds to the console
     */
    record Plate(String id, Text title, List<Permission> permissions, List<Page> pages) {}

    /** All capabilities that were seen since the server started and whose bundle is installed, by id. */
    List<Entry> entries();

    /** Every tool that can be called now, by name. */
    List<Tool.Card> tools();

    /**
     * Starts a capability; it stays started over restarts.
     *
     * @throws Problem {@link KernelError#NOT_FOUND} when there is no such capability, a conflict that says why when its
     *     bundle does not let itself be started
     */
    void start(String id);

    /**
     * Stops a capability after its running requests; it stays stopped over restarts.
     *
     * @throws Problem {@link KernelError#NOT_FOUND} when there is no such capability, a conflict that says why when it
     *     belongs to the foundation or its bundle does not let itself be stopped
     */
    void stop(String id);
}
