package org.aistack.rag.ingest.internal.text;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Reads plain text as blocks: blank lines divide paragraphs, chapters of Chinese documents are headings. */
public final class PlainReader {

    private static final Pattern CHAPTER =
            Pattern.compile("第[一二三四五六七八九十百千〇零两\\d]{1,6}([部编篇章节])(?:[\\s　:：].{0,38}|[^，。；！？,;!?]{0,38})");
    private static final Pattern NUMBERED =
            Pattern.compile("(?:Chapter|CHAPTER|Part|PART|Section|SECTION)\\s+[\\dIVXLC]{1,6}(?:[.:\\s].{0,60})?");

    private PlainReader() {}

    public static List<Piece> read(String text) {
        List<Piece> pieces = new ArrayList<>();
        var paragraph = new StringBuilder();
        for (String line : text.replace("\r\n", "\n").replace('\r', '\n').split("\n", -1)) {
            int level = headingLevel(line.strip());
            if (line.isBlank() || level > 0) {
                close(pieces, paragraph);
                if (level > 0) {
                    pieces.add(Piece.heading(level, line.strip()));
                }
            } else {
                paragraph.append(paragraph.length() == 0 ? "" : "\n").append(line);
            }
        }
        close(pieces, paragraph);
        return pieces;
    }

    /** The level of a line that is the heading of a chapter; 0 for any other. */
    static int headingLevel(String line) {
        if (line.length() < 3 || line.length() > 80) {
            return 0;
        }
        Matcher chapter = CHAPTER.matcher(line);
        if (chapter.matches()) {
            return switch (chapter.group(1)) {
                case "部", "编", "篇" -> 1;
                case "章" -> 2;
                default -> 3;
            };
        }
        return NUMBERED.matcher(line).matches() && !line.endsWith(".") ? 2 : 0;
    }

    private static void close(List<Piece> pieces, StringBuilder paragraph) {
        if (paragraph.length() > 0) {
            pieces.add(Piece.paragraph(paragraph.toString()));
            paragraph.setLength(0);
        }
    }
}
