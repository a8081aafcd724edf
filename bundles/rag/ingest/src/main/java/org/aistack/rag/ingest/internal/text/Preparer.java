package org.aistack.rag.ingest.internal.text;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.aistack.rag.ingest.internal.text.Report.Finding;
import org.aistack.rag.ingest.internal.text.Report.Step;

/** The four steps from a parser's pieces to the canonical text: clean, normalise, deduplicate, validate. */
public final class Preparer {

    static final int MOST_FINDINGS = 20;

    private final Scrub scrub = new Scrub();
    private final List<Piece> kept = new ArrayList<>();
    private final Map<Integer, String> invisible = new LinkedHashMap<>();

    private Preparer() {}

    /**
     * Prepares a document.
     *
     * @param printed whether lines were broken by the width of a page (PDF)
     * @param pages how many pages the format says there are; 0 when it has none
     */
    public static Prepared prepare(List<Piece> pieces, boolean printed, int pages) {
        return new Preparer().run(pieces, printed, pages);
    }

    /** The reader for undivided text of the given kind. */
    public static List<Piece> read(String text, boolean markdown) {
        return markdown ? MarkdownReader.read(text) : PlainReader.read(text);
    }

    private Prepared run(List<Piece> pieces, boolean printed, int pages) {
        long start = System.nanoTime();
        var furniture = new PageFurniture(printed ? pieces : List.of());
        for (Piece piece : pieces) {
            String text = furniture.without(piece);
            clean(printed && piece.shape() == Shape.PARAGRAPH ? piece.with(Lines.unwrap(text)) : piece.with(text));
        }
        Canonical canonical = build(Tables.withHeaders(printed ? headed(kept) : kept), pages);
        long cleaned = System.nanoTime();
        var points = CodePoints.of(canonical.text());
        Step clean = cleanStep(canonical, points, furniture.removed(), millis(start, cleaned));
        Step normalise = step("normalise", scrub.composed > 0, 0, Map.of("composed", scrub.composed), List.of());
        int repeated = repeated(canonical);
        Step dedupe = step("deduplicate", false, 0, Map.of("repeated_paragraphs", repeated), List.of());
        Languages.Guess language = Languages.guess(canonical.text());
        var validation = new Validation(canonical, points, language, scrub.replacement, repeated);
        Step validate = validation.step(millis(cleaned, System.nanoTime()));
        var report =
                new Report(List.of(clean, normalise, dedupe, validate), validation.quality(), validation.injection());
        return new Prepared(canonical, language, report);
    }

    private void clean(Piece piece) {
        String text = scrub.clean(piece.text(), piece.shape() == Shape.CODE);
        if (!scrub.lastInvisible.isEmpty()) {
            invisible.put(kept.size(), String.join(" ", scrub.lastInvisible));
        }
        if (!text.isBlank()) {
            kept.add(piece.with(text));
        }
    }

    /** Printed formats tell no headings; chapters are recognised by their words. */
    private static List<Piece> headed(List<Piece> pieces) {
        return pieces.stream()
                .map(p -> p.shape() == Shape.PARAGRAPH && PlainReader.headingLevel(p.text()) > 0
                        ? p.asHeading(PlainReader.headingLevel(p.text()))
                        : p)
                .toList();
    }

    private static Canonical build(List<Piece> pieces, int pages) {
        var text = new StringBuilder();
        List<Block> blocks = new ArrayList<>(pieces.size());
        for (Piece piece : pieces) {
            if (text.length() > 0) {
                text.append('\n');
            }
            int start = text.length();
            text.append(piece.text());
            blocks.add(new Block(
                    piece.shape() == Shape.RAW ? Shape.PARAGRAPH : piece.shape(),
                    piece.level(),
                    piece.page(),
                    piece.table(),
                    piece.header(),
                    piece.locator(),
                    start,
                    text.length()));
        }
        String whole = text.toString();
        return new Canonical(whole, blocks, pages(whole, blocks, pages));
    }

    private static List<Canonical.Page> pages(String text, List<Block> blocks, int told) {
        int last = Math.max(told, blocks.stream().mapToInt(Block::page).max().orElse(0));
        var points = CodePoints.of(text);
        List<Canonical.Page> pages = new ArrayList<>(last);
        int block = 0;
        int end = 0;
        for (int number = 1; number <= last; number++) {
            int start = block < blocks.size() ? points.at(blocks.get(block).start()) : end;
            int first = block;
            while (block < blocks.size() && blocks.get(block).page() <= number) {
                block++;
            }
            start = block > first ? start : end;
            end = block > first ? points.at(blocks.get(block - 1).end()) : end;
            pages.add(new Canonical.Page(number, start, end));
        }
        return pages;
    }

    private Step cleanStep(Canonical canonical, CodePoints points, int furniture, long ms) {
        List<Finding> findings = new ArrayList<>();
        for (var entry : invisible.entrySet()) {
            if (findings.size() == MOST_FINDINGS || canonical.blocks().isEmpty()) {
                break;
            }
            Block block = canonical
                    .blocks()
                    .get(Math.min(entry.getKey(), canonical.blocks().size() - 1));
            findings.add(new Finding(
                    "prep.invisible-text",
                    "warning",
                    points.at(block.start()),
                    points.at(block.end()),
                    entry.getValue()));
        }
        Map<String, Integer> counts = new LinkedHashMap<>();
        counts.put("chars_in", scrub.charsIn);
        counts.put("chars_out", points.at(canonical.text().length()));
        counts.put("removed_control", scrub.control);
        counts.put("removed_invisible", scrub.invisible);
        counts.put("headers_removed", furniture);
        counts.put("redacted", 0);
        boolean changed = scrub.control + scrub.invisible + furniture > 0;
        String status = !findings.isEmpty() ? "warned" : changed ? "changed" : "unchanged";
        return new Step("clean", status, ms, counts, findings);
    }

    private static Step step(String name, boolean changed, long ms, Map<String, Integer> counts, List<Finding> found) {
        return new Step(name, changed ? "changed" : "unchanged", ms, counts, found);
    }

    private static int repeated(Canonical canonical) {
        Map<String, Integer> seen = new HashMap<>();
        int repeated = 0;
        for (Block block : canonical.blocks()) {
            if (block.length() > 40) {
                String text = canonical.text().substring(block.start(), block.end());
                repeated += seen.merge(text, 1, Integer::sum) > 1 ? 1 : 0;
            }
        }
        return repeated;
    }

    private static long millis(long from, long to) {
        return (to - from) / 1_000_000;
    }
}
