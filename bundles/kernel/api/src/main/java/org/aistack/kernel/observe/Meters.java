package org.aistack.kernel.observe;

import java.util.function.DoubleSupplier;
import org.osgi.annotation.versioning.ProviderType;

/**
 * The metrics of the asking bundle: names get its id as prefix and vanish with it. A service of bundle scope. Labels take
 * few, closed values; never ids, users, texts.
 */
@ProviderType
public interface Meters {

    /** A number that only rises; {@code name} ends in {@code _total}. */
    Counter counter(String name, String help, String... labels);

    /** A number read when somebody looks. */
    void gauge(String name, String help, DoubleSupplier value);

    /** How long something takes, as a histogram; {@code name} ends in {@code _seconds}. */
    Timer timer(String name, String help, String... labels);

    /** A rising number. */
    interface Counter {
        /** Adds one. */
        void add(String... labels);

        void add(double amount, String... labels);
    }

    /** A histogram of durations. */
    interface Timer {
        /** Records a duration in seconds. */
        void record(double seconds, String... labels);
    }
}
