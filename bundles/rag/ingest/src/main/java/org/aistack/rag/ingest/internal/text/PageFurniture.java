package org.aistack.rag.ingest.internal.text;

import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Pattern;

/** Headers and footers that repeat on the pages of a printed document; they are no part of its text. */
final class PageFurniture {

    private static final int FEWEST_PAGES = 3;
    private static final double SHARE = 0.6;
    private static final int LONGEST = 120;
    private static final int SHORT = 40;
    private static final Pattern NUMBER = Pattern.compile("\\d+");
    private static final Pattern NUMBER_AT_AN_END = Pattern.compile("^\\d+|\\d+$");

    private final Set<Piece> edges = Collections.newSetFromMap(new IdentityHashMap<>());
    private final Set<Piece> alone = Collections.newSetFromMap(new IdentityHashMap<>());
    private final Set<String> tops = new HashSet<>();
    private final Set<String> bottoms = new HashSet<>();
    private int removed;

    PageFurniture(List<Piece> pieces) {
        Map<Integer, Piece> first = new TreeMap<>();
        Map<Integer, Piece> last = new TreeMap<>();
        for (Piece piece : pieces) {
            if (piece.page() > 0 && !piece.text().isBlank()) {
                first.putIfAbsent(piece.page(), piece);
                last.put(piece.page(), piece);
            }
        }
        if (first.size() >= FEWEST_PAGES) {
            tops.addAll(frequent(first, true));
            bottoms.addAll(frequent(last, false));
            edges.addAll(first.values());
            edges.addAll(last.values());
            first.forEach((page, piece) -> {
                if (last.get(page) == piece) {
                    alone.add(piece);
                }
            });
        }
    }

    /** The piece's text without a repeated first or last line; all of it when the page has nothing else. */
    String without(Piece piece) {
        if (!edges.contains(piece)) {
            return piece.text();
        }
        String text = piece.text().strip();
        int found = 0;
        if (tops.contains(shape(line(text, true)))) {
            text = text.substring(line(text, true).length()).strip();
            found++;
        }
        if (!text.isEmpty() && bottoms.contains(shape(line(text, false)))) {
            text = text.substring(0, text.length() - line(text, false).length()).strip();
            found++;
        }
        if (text.isEmpty() && alone.contains(piece)) {
            return piece.text();
        }
        removed += found;
        return text;
    }

    int removed() {
        return removed;
    }

    private static Set<String> frequent(Map<Integer, Piece> pieces, boolean top) {
        Map<String, Integer> counts = new HashMap<>();
        pieces.values().forEach(p -> counts.merge(shape(line(p.text().strip(), top)), 1, Integer::sum));
        Set<String> lines = new HashSet<>();
        counts.forEach((line, count) -> {
            if (!line.isBlank() && line.length() <= LONGEST && count >= Math.max(FEWEST_PAGES, pieces.size() * SHARE)) {
                lines.add(line);
            }
        });
        return lines;
    }

    private static String line(String text, boolean top) {
        int end = top ? text.indexOf('\n') : text.lastIndexOf('\n');
        if (end < 0) {
            return text;
        }
        return top ? text.substring(0, end) : text.substring(end + 1);
    }

    /** Page numbers differ; what is left is the same on every page. In a long line only a number at an end can be one. */
    private static String shape(String line) {
        String text = line.strip();
        return (text.length() <= SHORT ? NUMBER : NUMBER_AT_AN_END)
                .matcher(text)
                .replaceAll("#");
    }
}
