package org.aistack.kernel.observe.internal.metrics;

import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Keeps the label sets of one metric few: what comes after the limit is counted together as {@code other}. */
final class LabelBound {

    static final int LIMIT = 200;
    static final String OTHER = "other";

    private static final Logger LOG = LoggerFactory.getLogger(LabelBound.class);

    private final String metric;
    private final int limit;
    private final Set<List<String>> known = ConcurrentHashMap.newKeySet();
    private boolean warned;

    LabelBound(String metric, int limit) {
        this.metric = metric;
        this.limit = limit;
    }

    /** True for a label set that is counted for itself. */
    boolean admits(List<String> labels) {
        return known.contains(labels) || admitNew(labels);
    }

    /** The labels to count under. */
    String[] admit(String... labels) {
        if (labels.length == 0 || admits(List.of(labels))) {
            return labels;
        }
        String[] others = new String[labels.length];
        Arrays.fill(others, OTHER);
        return others;
    }

    /** These labels are not in use any more. */
    synchronized void forget(String... labels) {
        known.remove(List.of(labels));
    }

    private synchronized boolean admitNew(List<String> labels) {
        if (known.size() < limit) {
            known.add(labels);
            return true;
        }
        if (!warned) {
            warned = true;
            LOG.warn("{} has more than {} label sets, new ones are counted as {}", metric, limit, OTHER);
        }
        return false;
    }
}
