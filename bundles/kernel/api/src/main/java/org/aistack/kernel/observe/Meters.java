package org.aistack.kernel.observe;

import java.util.Map;
import java.util.function.DoubleSupplier;
import java.util.function.Supplier;
import org.osgi.annotation.versioning.ProviderType;

/**
 * The metrics of the asking bundle: names get its id as prefix and vanish with it. A service of bundle scope. Labels take
 * few, closed values; never ids, users, texts. Asking again for a name gives the same metric.
 *
 * <p>The prefix is {@code <id>_}. All kernel bundles share {@code kernel_}; their names that begin with {@code db_} or
 * {@code http_} stay as they are.
 */
@ProviderType
public interface Meters {

    /**
     * A number that only rises; {@code name} ends in {@code _total}. Without labels it starts at 0; with labels add 0 for
     * every closed value once, so that it is there before something happens.
     */
    Counter counter(String name, String help, String... labels);

    /** A number read when somebody looks. */
    void gauge(String name, String help, DoubleSupplier value);

    /** Numbers read when somebody looks, one per value of {@code label}; values that are no longer in the map vanish. */
    void gauges(String name, String help, String label, Supplier<? extends Map<String, ? extends Number>> values);

    /** How long something takes, as a histogram; {@code name} ends in {@code _seconds}. */
    Timer timer(String name, String help, String... labels);

    /** A rising number. */
    interface Counter {
        /** Adds one. */
        void add(String... labels);

        void add(double amount, String... labels);

        /** What these labels stand for is gone: their series vanishes. */
        default void forget(String... labels) {}
    }

    /** A histogram of durations. */
    interface Timer {
        /** Records a duration in seconds. */
        void record(double seconds, String... labels);

        /** What these labels stand for is gone: their series vanishes. */
        default void forget(String... labels) {}
    }
}
