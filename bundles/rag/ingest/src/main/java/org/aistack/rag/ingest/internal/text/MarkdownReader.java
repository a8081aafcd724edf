package org.aistack.rag.ingest.internal.text;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Reads Markdown as blocks. Markup goes, every letter stays. */
public final class MarkdownReader {

    private static final Pattern HEADING = Pattern.compile(" {0,3}(#{1,6})(?:[ \\t]+(.*?))?(?:[ \\t]+#+)?[ \\t]*");
    private static final Pattern FENCE = Pattern.compile(" {0,3}(`{3,}|~{3,})(.*)");
    private static final Pattern ITEM = Pattern.compile("[ \\t]*(?:[-*+]|(\\d{1,9}[.)]))[ \\t]+(.*)");
    private static final Pattern QUOTE = Pattern.compile(" {0,3}> ?(.*)");
    private static final Pattern RULE =
            Pattern.compile(" {0,3}(?:(?:\\*[ \\t]*){3,}|(?:-[ \\t]*){3,}|(?:_[ \\t]*){3,})");
    private static final Pattern UNDERLINE = Pattern.compile(" {0,3}(=+|-+)[ \\t]*");
    private static final Pattern DELIMITER =
            Pattern.compile("[ \\t]*\\|?(?:[ \\t]*:?-+:?[ \\t]*\\|)+(?:[ \\t]*:?-+:?[ \\t]*)?");
    private static final Pattern LINK = Pattern.compile("!?\\[([^\\]\\n]*)]\\(([^)\\s]*)(?:\\s+\"[^\"]*\")?\\)");
    private static final Pattern STRONG = Pattern.compile("(\\*\\*|__)(?=\\S)(.+?)(?<=\\S)\\1");
    private static final Pattern SPAN = Pattern.compile("(`+)([^`\\n]+)\\1");

    private final List<String> lines;
    private final List<Piece> pieces = new ArrayList<>();
    private final List<String> paragraph = new ArrayList<>();
    private Shape shape = Shape.PARAGRAPH;
    private int tables;

    private MarkdownReader(String markdown) {
        this.lines = markdown.replace("\r\n", "\n").replace('\r', '\n').lines().toList();
    }

    public static List<Piece> read(String markdown) {
        var reader = new MarkdownReader(markdown);
        int i = 0;
        while (i < reader.lines.size()) {
            i = reader.line(i);
        }
        reader.close();
        return reader.pieces;
    }

    private int line(int i) {
        String line = lines.get(i);
        Matcher fence = FENCE.matcher(line);
        Matcher heading = HEADING.matcher(line);
        if (line.isBlank()) {
            close();
        } else if (fence.matches() && !fence.group(2).contains("`")) {
            return code(i, fence.group(1));
        } else if (heading.matches()) {
            close();
            heading(heading.group(1).length(), heading.group(2) == null ? "" : heading.group(2));
        } else if (shape == Shape.PARAGRAPH
                && !paragraph.isEmpty()
                && UNDERLINE.matcher(line).matches()) {
            String text = String.join("\n", paragraph);
            paragraph.clear();
            heading(line.strip().startsWith("=") ? 1 : 2, text);
        } else if (RULE.matcher(line).matches()) {
            close();
        } else if (i + 1 < lines.size() && line.contains("|") && delimiter(lines.get(i + 1))) {
            return table(i);
        } else {
            text(line);
        }
        return i + 1;
    }

    private static boolean delimiter(String line) {
        return line.contains("|") && DELIMITER.matcher(line).matches();
    }

    private void heading(int level, String text) {
        pieces.add(Piece.heading(level, inline(text)));
    }

    private int code(int from, String fence) {
        close();
        int i = from + 1;
        String info = FENCE.matcher(lines.get(from)).replaceFirst("$2").strip();
        List<String> code = new ArrayList<>();
        if (!info.isEmpty()) {
            code.add(info);
        }
        while (i < lines.size() && !lines.get(i).strip().startsWith(fence)) {
            code.add(lines.get(i++));
        }
        pieces.add(Piece.of(Shape.CODE, String.join("\n", code)));
        return i + 1;
    }

    private int table(int from) {
        close();
        tables++;
        int row = 1;
        row(lines.get(from), row++, true);
        int i = from + 2;
        while (i < lines.size() && !lines.get(i).isBlank() && lines.get(i).contains("|")) {
            row(lines.get(i++), row++, false);
        }
        return i;
    }

    private void row(String line, int row, boolean header) {
        String inner = line.strip();
        inner = inner.startsWith("|") ? inner.substring(1) : inner;
        inner = inner.endsWith("|") && !inner.endsWith("\\|") ? inner.substring(0, inner.length() - 1) : inner;
        List<String> cells = new ArrayList<>();
        for (String cell : inner.split("(?<!\\\\)\\|", -1)) {
            cells.add(inline(cell.strip().replace("\\|", "|")));
        }
        pieces.add(Tables.row(cells, tables, "Table" + tables, row, 0, header));
    }

    private void text(String line) {
        Matcher item = ITEM.matcher(line);
        Matcher quote = QUOTE.matcher(line);
        if (item.matches()) {
            close();
            shape = Shape.LIST;
            paragraph.add(item.group(1) == null ? item.group(2) : item.group(1) + " " + item.group(2));
        } else if (quote.matches()) {
            if (shape != Shape.QUOTE) {
                close();
            }
            shape = Shape.QUOTE;
            paragraph.add(quote.group(1));
        } else {
            paragraph.add(line.strip());
        }
    }

    private void close() {
        if (!paragraph.isEmpty()) {
            pieces.add(Piece.of(shape, inline(Lines.join(paragraph))));
            paragraph.clear();
        }
        shape = Shape.PARAGRAPH;
    }

    private static String inline(String text) {
        String linked = LINK.matcher(text).replaceAll(m -> Matcher.quoteReplacement(link(m.group(1), m.group(2))));
        String plain = STRONG.matcher(linked).replaceAll("$2");
        return SPAN.matcher(plain).replaceAll("$2").strip();
    }

    private static String link(String label, String target) {
        if (label.isBlank() || target.isBlank()) {
            return label + target;
        }
        return label.equals(target) ? label : label + " (" + target + ")";
    }
}
