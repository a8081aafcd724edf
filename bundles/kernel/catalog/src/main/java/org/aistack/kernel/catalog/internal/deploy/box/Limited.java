package org.aistack.kernel.catalog.internal.deploy.box;

import java.time.Duration;
import java.util.Arrays;
import java.util.Optional;
import org.aistack.kernel.Text;
import org.aistack.kernel.catalog.internal.deploy.Words;

/**
 * Calls into somebody else's code on a thread of its own: whoever waits for it does not wait for ever, and a call that
 * never comes back harms nobody but itself.
 */
public final class Limited {

    /** What may fail in any way. */
    @FunctionalInterface
    public interface Call {
        void run() throws Exception;
    }

    /** A call that takes longer than this is worth a word. */
    private static final Duration LONG = Duration.ofSeconds(5);

    private final long begun = System.nanoTime();
    private final Thread thread;
    private volatile Throwable failure;

    private Limited(String name, Call call) {
        thread = new Thread(
                () -> {
                    try {
                        call.run();
                    } catch (Throwable problem) { // NOPMD whatever strange code throws is its answer
                        failure = problem;
                    }
                },
                name);
        thread.setDaemon(true);
    }

    /** Begins a call on a thread of that name. */
    public static Limited begin(String name, Call call) {
        var limited = new Limited(name, call);
        limited.thread.start();
        return limited;
    }

    /** Begins it and waits for its end, but not for longer than {@code limit}. */
    public static Limited call(String name, Duration limit, Call call) {
        Limited limited = begin(name, call);
        limited.await(limit);
        return limited;
    }

    /** Waits for the end; false when it was not reached in time. */
    public boolean await(Duration limit) {
        try {
            thread.join(Math.max(1, limit.toMillis()));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        return !runs();
    }

    public boolean runs() {
        return thread.isAlive();
    }

    /** True when it was begun some time ago. */
    public boolean old() {
        return System.nanoTime() - begun > LONG.toNanos();
    }

    /** What it threw, once it has ended. */
    public Optional<Throwable> failure() {
        return Optional.ofNullable(failure);
    }

    /** Asks the call to end, which it may not hear. */
    public void interrupt() {
        thread.interrupt();
    }

    /** Why it did not end well, in words: it failed, or it is still there and where. Empty when it ended well. */
    public Optional<Text> trouble() {
        if (runs()) {
            return Optional.of(where());
        }
        return failure().map(problem -> Words.plain(Words.firstLine(problem)));
    }

    private Text where() {
        String place = Arrays.stream(thread.getStackTrace())
                .filter(frame -> !frame.getClassName().startsWith("java."))
                .filter(frame -> !frame.getClassName().startsWith("jdk."))
                .findFirst()
                .map(frame -> frame.getClassName() + "." + frame.getMethodName() + ":" + frame.getLineNumber())
                .orElse("?");
        return Words.say(
                "启动没有返回：线程“{0}”停在 {1}", "It does not return: the thread \"{0}\" is at {1}", thread.getName(), place);
    }
}
