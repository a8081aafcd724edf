package org.aistack.kernel.catalog.internal.deploy.box;

import java.util.Arrays;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** Threads in which components are being made: often not ours, because whoever brings the last missing service makes them. */
public final class Activations {

    private Activations() {}

    /** The thread that is inside of that class. */
    public static Optional<Thread> of(String type) {
        return type == null
                ? Optional.empty()
                : inside(type).map(Map.Entry::getKey).findFirst();
    }

    private static Stream<Map.Entry<Thread, StackTraceElement[]>> inside(String type) {
        return Thread.getAllStackTraces().entrySet().stream().filter(entry -> Arrays.stream(entry.getValue())
                .anyMatch(frame -> frame.getClassName().equals(type)));
    }
}
