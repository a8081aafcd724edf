package org.aistack.rag.ingest.internal.text;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.aistack.rag.ingest.internal.text.Report.Finding;
import org.aistack.rag.ingest.internal.text.Report.Injection;
import org.aistack.rag.ingest.internal.text.Report.Quality;
import org.aistack.rag.ingest.internal.text.Report.Step;

/** The last step of preprocessing: how good the text is, and what in it should make a reader careful. */
final class Validation {

    private static final int SHORT = 20;
    private static final Pattern ORDERS = Pattern.compile(
            "(?i)(ignore|disregard|forget)\\s+(all\\s+|any\\s+)?(the\\s+|your\\s+)?(previous|prior|above|earlier)\\s+"
                    + "(instructions?|prompts?|rules?)|(忽略|无视|忘记)(以上|之前|上述|此前|前面)[^。]{0,8}(指令|提示|要求|规则|内容)"
                    + "|you are now (a|an|in)\\b|你现在是一个|reveal (your|the) (system )?prompt|(输出|泄露|透露)[^。]{0,6}系统提示");
    private static final Pattern SCRIPT = Pattern.compile("(?i)<script\\b|javascript:|on(?:error|load|click)\\s*=");
    private static final Pattern FORMULA =
            Pattern.compile("(?m)(?:^|\\| )(=(?:cmd|HYPERLINK|IMPORT|WEBSERVICE)[^|\\n]{0,40})");

    private final Canonical canonical;
    private final CodePoints points;
    private final Languages.Guess language;
    private final int replacement;
    private final int repeated;
    private final List<Finding> injected = new ArrayList<>();
    private final List<Finding> findings = new ArrayList<>();

    Validation(Canonical canonical, CodePoints points, Languages.Guess language, int replacement, int repeated) {
        this.canonical = canonical;
        this.points = points;
        this.language = language;
        this.replacement = replacement;
        this.repeated = repeated;
        find(ORDERS, "prep.prompt-like", injected);
        find(SCRIPT, "prep.script", findings);
        find(FORMULA, "prep.formula", findings);
        if (canonical.text().length() < SHORT) {
            findings.add(new Finding("prep.short-text", "info", null, null, null));
        }
        if (replacement > 0) {
            findings.add(new Finding("prep.unreadable-characters", "warning", null, null, null));
        }
        canonical.pages().stream()
                .filter(p -> p.start() == p.end())
                .limit(Preparer.MOST_FINDINGS)
                .forEach(p -> findings.add(
                        new Finding("prep.empty-page", "warning", null, null, String.valueOf(p.number()))));
    }

    private void find(Pattern pattern, String code, List<Finding> into) {
        Matcher matcher = pattern.matcher(canonical.text());
        while (into.size() < Preparer.MOST_FINDINGS && matcher.find()) {
            into.add(new Finding(
                    code, "warning", points.at(matcher.start()), points.at(matcher.end()), matcher.group()));
        }
    }

    Step step(long ms) {
        Map<String, Integer> counts = new LinkedHashMap<>();
        counts.put("pages", canonical.pages().size());
        counts.put("empty_pages", (int)
                canonical.pages().stream().filter(p -> p.start() == p.end()).count());
        counts.put("blocks", canonical.blocks().size());
        counts.put("tables", (int) canonical.tables());
        return new Step("validate", findings.isEmpty() ? "unchanged" : "warned", ms, counts, findings);
    }

    Injection injection() {
        return new Injection(Math.min(1.0, injected.size() * 0.5), injected);
    }

    Quality quality() {
        int chars = Math.max(1, canonical.text().length());
        Map<String, Integer> parts = new LinkedHashMap<>();
        parts.put("encoding", percent(1 - 20.0 * replacement / chars));
        parts.put("completeness", percent(completeness()));
        parts.put("structure", percent(structure()));
        parts.put("language", percent(language.confidence()));
        parts.put(
                "duplication",
                percent(1 - (double) repeated / Math.max(1, canonical.blocks().size())));
        double[] weights = {0.30, 0.25, 0.15, 0.15, 0.15};
        double sum = 0;
        int i = 0;
        for (int part : parts.values()) {
            sum += part * weights[i++];
        }
        int score = canonical.text().isEmpty() ? 0 : (int) Math.round(sum);
        return new Quality(score, score >= 90 ? "A" : score >= 75 ? "B" : score >= 60 ? "C" : "D", parts);
    }

    private double completeness() {
        if (canonical.text().length() < SHORT) {
            return 0.5;
        }
        long empty =
                canonical.pages().stream().filter(p -> p.start() == p.end()).count();
        return 1 - (double) empty / Math.max(1, canonical.pages().size());
    }

    /** Headings should not skip levels on the way down. */
    private double structure() {
        int level = 0;
        int skips = 0;
        int headings = 0;
        for (Block block : canonical.blocks()) {
            if (block.shape() == Shape.HEADING) {
                headings++;
                skips += level > 0 && block.level() > level + 1 ? 1 : 0;
                level = block.level();
            }
        }
        return headings == 0 ? 0.9 : 1 - 0.5 * skips / headings;
    }

    private static int percent(double share) {
        return (int) Math.round(100 * Math.max(0, Math.min(1, share)));
    }
}
