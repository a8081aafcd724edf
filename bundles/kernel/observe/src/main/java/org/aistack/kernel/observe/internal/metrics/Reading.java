package org.aistack.kernel.observe.internal.metrics;

import com.codahale.metrics.Gauge;
import java.util.function.DoubleSupplier;

/**
 * A number without labels in the Dropwizard registry, with what Prometheus wants to know besides.
 *
 * @param rising true for a counter
 */
record Reading(String help, boolean rising, DoubleSupplier value) implements Gauge<Double> {

    @Override
    public Double getValue() {
        return value.getAsDouble();
    }
}
