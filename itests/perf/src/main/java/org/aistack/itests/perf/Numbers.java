package org.aistack.itests.perf;

import java.util.Arrays;
import java.util.List;

/** Small arithmetic. */
final class Numbers {

    private Numbers() {}

    static double round(double value, int digits) {
        double factor = Math.pow(10, digits);
        return Math.round(value * factor) / factor;
    }

    static double median(List<Double> values) {
        double[] sorted =
                values.stream().mapToDouble(Double::doubleValue).sorted().toArray();
        int half = sorted.length / 2;
        if (sorted.length == 0) {
            return 0;
        }
        return sorted.length % 2 == 1 ? sorted[half] : (sorted[half - 1] + sorted[half]) / 2;
    }

    static double min(List<Double> values) {
        return values.stream().mapToDouble(Double::doubleValue).min().orElse(0);
    }

    static double max(List<Double> values) {
        return values.stream().mapToDouble(Double::doubleValue).max().orElse(0);
    }

    /** Half-way points of 95 of 100 medians of samples drawn again: how sure the median is. */
    static double[] interval(List<Double> values) {
        var random = new java.util.Random(7);
        double[] medians = new double[1_000];
        for (int i = 0; i < medians.length; i++) {
            medians[i] = median(random.ints(values.size(), 0, values.size())
                    .mapToObj(values::get)
                    .toList());
        }
        Arrays.sort(medians);
        return new double[] {medians[25], medians[974]};
    }
}
