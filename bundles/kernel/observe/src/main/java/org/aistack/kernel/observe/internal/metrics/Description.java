package org.aistack.kernel.observe.internal.metrics;

import java.util.List;

/**
 * What a metric is.
 *
 * @param name as it is exposed
 * @param type {@code counter}, {@code gauge}, {@code histogram} or {@code summary}
 * @param labels names of its labels, in their order
 * @param help Chinese and English, with {@link #BETWEEN} between them
 * @param bundle who measures it
 */
public record Description(String name, String type, List<String> labels, String help, String bundle) {

    static final String COUNTER = "counter";
    static final String GAUGE = "gauge";
    static final String HISTOGRAM = "histogram";

    /** What stands between the two languages. */
    private static final String BETWEEN = " · ";

    /** Whether several bundles add their own series to it. */
    boolean shared() {
        return Names.shared(name);
    }

    public String chinese() {
        int at = help.indexOf(BETWEEN);
        return at < 0 ? help : help.substring(0, at);
    }

    public String english() {
        int at = help.indexOf(BETWEEN);
        return at < 0 ? help : help.substring(at + BETWEEN.length());
    }
}
