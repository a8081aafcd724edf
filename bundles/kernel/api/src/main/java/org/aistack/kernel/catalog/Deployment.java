package org.aistack.kernel.catalog;

import java.time.Instant;
import java.util.Optional;
import org.aistack.kernel.Text;

/**
 * One change of what is installed.
 *
 * @param id of it
 * @param action what was asked for
 * @param content what it brings, or takes away
 * @param before what was in service before; {@link Content#NONE} when there was nothing
 * @param origin who asked, and how
 * @param status how it stands
 * @param step where it is, or where it ended
 * @param reason why it ended as it did, in words; empty as long as all is well
 * @param startedAt when it was accepted
 * @param finishedAt when it ended
 * @param attempts how often it was begun; more than once when the server ended meanwhile
 */
public record Deployment(
        String id,
        Action action,
        Content content,
        Content before,
        Origin origin,
        Status status,
        Step step,
        Optional<Text> reason,
        Instant startedAt,
        Optional<Instant> finishedAt,
        int attempts) {

    /** What was asked for. */
    public enum Action {
        INSTALL,
        UPDATE,
        ROLLBACK,
        UNINSTALL
    }

    /** The way it came. */
    public enum Via {
        REST,
        CONSOLE,
        SHELL,
        FOLDER
    }

    /** How it stands. */
    public enum Status {
        /** Accepted, not begun. */
        WAITING,
        RUNNING,
        /** In service, or gone as asked for. */
        DONE,
        /** Takes effect when the server starts next. */
        STAGED,
        /** Installed, but it does not work; there was nothing before it that could come back. */
        FAILED,
        /** It did not work, and what was there before is in service again. */
        ROLLED_BACK,
        /** It was not let in. */
        REFUSED;

        /** True when nothing more happens. */
        public boolean ended() {
            return this != WAITING && this != RUNNING;
        }
    }

    /** Where it is. */
    public enum Step {
        VERIFY,
        INSTALL,
        RESOLVE,
        START,
        HEALTH,
        DONE
    }

    /**
     * One version of one bundle.
     *
     * @param symbolicName empty while the file was not looked at
     * @param version of the bundle; empty while it is unknown
     * @param sha256 of the file, lower case hexadecimal; empty when there is none
     */
    public record Content(String symbolicName, String version, String sha256) {

        public static final Content NONE = new Content("", "", "");

        /** Id of the capability: the last part of the symbolic name. */
        public String capability() {
            return symbolicName.substring(symbolicName.lastIndexOf('.') + 1);
        }
    }

    /**
     * Who asked for it.
     *
     * @param via the way it came
     * @param actor name of the person or client
     * @param file name of the file as it came, for showing only; may be empty
     * @param maintenance whether parts of the foundation may be replaced, which takes effect with the next start
     */
    public record Origin(Via via, String actor, String file, boolean maintenance) {}

    /** The same with another outcome or place. */
    public Deployment with(Status newStatus, Step newStep, Optional<Text> newReason, Optional<Instant> end) {
        return new Deployment(
                id, action, content, before, origin, newStatus, newStep, newReason, startedAt, end, attempts);
    }

    /** The same with what was found out about its contents. */
    public Deployment with(Action newAction, Content newContent, Content newBefore) {
        return new Deployment(
                id, newAction, newContent, newBefore, origin, status, step, reason, startedAt, finishedAt, attempts);
    }

    /** The same, begun once more. */
    public Deployment begun() {
        return new Deployment(
                id,
                action,
                content,
                before,
                origin,
                Status.RUNNING,
                Step.VERIFY,
                Optional.empty(),
                startedAt,
                finishedAt,
                attempts + 1);
    }
}
