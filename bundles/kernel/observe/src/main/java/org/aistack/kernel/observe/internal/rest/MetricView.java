package org.aistack.kernel.observe.internal.rest;

import java.util.List;
import org.aistack.kernel.observe.internal.metrics.Description;

/**
 * What a metric is.
 *
 * @param helpZh what it says, in Chinese
 * @param helpEn the same in English
 * @param bundle who measures it
 */
public record MetricView(String name, String type, List<String> labels, String helpZh, String helpEn, String bundle) {

    static MetricView of(Description description) {
        return new MetricView(
                description.name(),
                description.type(),
                description.labels(),
                description.chinese(),
                description.english(),
                description.bundle());
    }
}
