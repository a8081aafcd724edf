package org.aistack.rag.ingest.internal.text;

import java.util.List;
import java.util.Map;

/** What the four steps of preprocessing did and found. */
public record Report(List<Step> steps, Quality quality, Injection injection) {

    /** @param status changed, unchanged, warned or blocked */
    public record Step(String step, String status, long ms, Map<String, Integer> counts, List<Finding> findings) {}

    /** Something worth knowing at code points {@code [start, end)}; both null when it is nowhere in particular. */
    public record Finding(String code, String severity, Integer start, Integer end, String sample) {}

    /** @param score 0 to 100; @param grade A to D */
    public record Quality(int score, String grade, Map<String, Integer> parts) {}

    /** Text that speaks to a machine rather than to a reader. @param score 0 to 1 */
    public record Injection(double score, List<Finding> findings) {}
}
