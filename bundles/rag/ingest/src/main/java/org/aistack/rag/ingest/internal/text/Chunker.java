package org.aistack.rag.ingest.internal.text;

import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.aistack.rag.ingest.internal.text.Sentences.Span;

/**
 * Cuts a canonical text into chunks along its structure. Every character that is not white space is in a chunk, and with
 * an overlap of 0 in exactly one.
 */
public final class Chunker {

    /** A chunk with less than this share of the target is not closed if it can be helped. */
    private static final double SMALL = 0.4;

    private static final int LONGEST_CONTEXT = 600;

    private final Canonical canonical;
    private final String text;
    private final ChunkRules rules;
    private final List<Chunk> chunks = new ArrayList<>();
    private final List<Block> headings = new ArrayList<>();

    private final List<Part> open = new ArrayList<>();
    private List<String> path = List.of();
    private String context = "";
    private int afterBreak;

    private final List<Part> run = new ArrayList<>();

    /** A block, or a sentence of a long one. */
    record Part(int start, int end, Block block) {

        boolean begins() {
            return start == block.start();
        }
    }

    private Chunker(Canonical canonical, ChunkRules rules) {
        this.canonical = canonical;
        this.text = canonical.text();
        this.rules = rules;
    }

    public static List<Chunk> chunks(Canonical canonical, ChunkRules rules) {
        var chunker = new Chunker(canonical, rules);
        Block before = null;
        for (Block block : canonical.blocks()) {
            chunker.take(before, block);
            before = block;
        }
        chunker.close();
        return chunker.chunks;
    }

    private void take(Block before, Block block) {
        boolean prose = block.shape() != Shape.HEADING && block.shape() != Shape.TABLE && block.shape() != Shape.CODE;
        if (before != null && breaks(before, block)) {
            close();
            afterBreak = chunks.size();
            context = "";
        }
        if (!prose) {
            endRun();
        }
        switch (block.shape()) {
            case HEADING -> heading(block);
            case TABLE -> row(before, block);
            case CODE -> lines(block);
            default -> prose(block);
        }
    }

    /** Whether no chunk may hold both blocks. */
    private boolean breaks(Block before, Block block) {
        boolean onlyHeadings =
                run.isEmpty() && open.stream().allMatch(p -> p.block().shape() == Shape.HEADING);
        if (block.shape() == Shape.HEADING) {
            return !onlyHeadings || before.page() != block.page() && slides();
        }
        boolean apart = before.table() != block.table()
                || (before.shape() == Shape.CODE) != (block.shape() == Shape.CODE)
                || before.page() != block.page() && slides();
        return apart && !onlyHeadings;
    }

    /** Pages that carry a locator are slides: each stands for itself. */
    private boolean slides() {
        return canonical.pages().size() > 1
                && canonical.blocks().get(0).locator() != null
                && canonical.blocks().get(0).locator().startsWith("slide");
    }

    private void heading(Block block) {
        if (size() + block.length() + 1 > rules.target()) {
            close();
        }
        headings.removeIf(h -> h.level() >= block.level());
        headings.add(block);
        path = headings.stream().map(h -> text.substring(h.start(), h.end())).toList();
        sentences(block, rules.target());
    }

    private void row(Block before, Block block) {
        if (before == null || before.table() != block.table()) {
            context = "";
        }
        if (!open.isEmpty() && size() + 1 + block.length() > rules.target()) {
            close();
        }
        open.add(new Part(block.start(), block.end(), block));
        if (block.header() && context.length() < LONGEST_CONTEXT) {
            String row = text.substring(block.start(), block.end());
            context = context.isEmpty() ? row : context + "\n" + row;
        }
    }

    private void lines(Block block) {
        int start = block.start();
        while (start < block.end()) {
            int end = text.indexOf('\n', start);
            end = end < 0 || end > block.end() ? block.end() : end;
            for (Span part : pieces(new Span(start, end))) {
                put(part, block, rules.target());
            }
            start = end + 1;
        }
    }

    /** Prose is collected first: where it is best cut depends on what follows. */
    private void prose(Block block) {
        if (block.length() <= rules.target()) {
            run.add(new Part(block.start(), block.end(), block));
            return;
        }
        for (Span sentence : Sentences.of(text, block.start(), block.end())) {
            for (Span part : pieces(sentence)) {
                run.add(new Part(part.start(), part.end(), block));
            }
        }
    }

    private void endRun() {
        if (run.isEmpty()) {
            return;
        }
        List<Part> parts = List.copyOf(run);
        run.clear();
        int from = 0;
        for (int next : Seams.of(text, parts, (int) (rules.target() * SMALL))) {
            pack(parts.subList(from, next));
            from = next;
        }
        pack(parts.subList(from, parts.size()));
    }

    /** Closes chunks of at most the target if the parts allow it; what is open already are headings. */
    private void pack(List<Part> parts) {
        int from = open.isEmpty() ? parts.get(0).start() : open.get(0).start();
        int whole = parts.get(parts.size() - 1).end() - from;
        int seam = whole <= rules.target() ? 0 : Seams.best(text, parts, rules.target() / 4);
        if (seam > 0) {
            pack(parts.subList(0, seam));
            pack(parts.subList(seam, parts.size()));
            return;
        }
        for (Part part : parts) {
            int with = size() + 1 + part.end() - part.start();
            boolean tiny = size() < rules.target() * SMALL && with <= rules.most();
            if (!open.isEmpty() && with > rules.target() && !tiny) {
                closeOpen();
            }
            open.add(part);
        }
        closeOpen();
    }

    private void sentences(Block block, int target) {
        for (Span sentence : Sentences.of(text, block.start(), block.end())) {
            for (Span part : pieces(sentence)) {
                put(part, block, target);
            }
        }
    }

    private List<Span> pieces(Span span) {
        return span.length() > rules.most() ? Sentences.cut(text, span, rules.target()) : List.of(span);
    }

    private void put(Span span, Block block, int target) {
        boolean tiny = size() < target * SMALL && size() + 1 + span.length() <= rules.most();
        if (!open.isEmpty() && !tiny && size() + 1 + span.length() > target) {
            close();
        }
        open.add(new Part(span.start(), span.end(), block));
    }

    private int size() {
        return open.isEmpty()
                ? 0
                : open.get(open.size() - 1).end() - open.get(0).start();
    }

    private void close() {
        endRun();
        closeOpen();
    }

    private void closeOpen() {
        if (open.isEmpty()) {
            return;
        }
        int end = open.get(open.size() - 1).end();
        Block first = open.get(0).block();
        chunks.add(new Chunk(overlapped(), end, shape(), path, first.page(), locator(), context()));
        open.clear();
    }

    /** The start, moved back over whole sentences of the chunk before when an overlap is wanted. */
    private int overlapped() {
        int start = open.get(0).start();
        if (rules.overlap() == 0
                || chunks.size() <= afterBreak
                || open.get(0).block().shape() == Shape.TABLE) {
            return start;
        }
        Chunk last = chunks.get(chunks.size() - 1);
        int moved = start;
        for (Span sentence : Sentences.of(text, last.start(), last.end())) {
            boolean near = start - sentence.start() <= rules.overlap();
            boolean fits = open.get(open.size() - 1).end() - sentence.start() <= rules.most();
            if (near && fits) {
                moved = Math.min(moved, sentence.start());
            }
        }
        return moved;
    }

    private Shape shape() {
        Set<Shape> shapes = open.stream()
                .map(p -> p.block().shape())
                .collect(Collectors.toCollection(() -> EnumSet.noneOf(Shape.class)));
        if (shapes.size() > 1) {
            shapes.remove(Shape.HEADING);
        }
        return shapes.size() == 1 ? shapes.iterator().next() : Shape.PARAGRAPH;
    }

    private String context() {
        boolean table = open.stream().anyMatch(p -> p.block().shape() == Shape.TABLE);
        return table ? context : "";
    }

    private String locator() {
        List<String> places = open.stream()
                .filter(p -> p.block().locator() != null && p.block().shape() != Shape.HEADING)
                .map(p -> p.block().locator())
                .toList();
        return places.isEmpty() ? null : Locators.range(places.get(0), places.get(places.size() - 1));
    }
}
