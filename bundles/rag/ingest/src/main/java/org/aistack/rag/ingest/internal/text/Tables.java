package org.aistack.rag.ingest.internal.text;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/** Rows of tables as text, and which of them are headers. */
public final class Tables {

    private static final String SEPARATOR = " | ";
    private static final Pattern NUMBER = Pattern.compile("[-+(]?[¥$€£]?\\d[\\d.,:/%\\- ]*[)%]?[\\p{L}%]{0,2}");
    private static final int MOST_HEADERS = 4;

    private Tables() {}

    /**
     * A row as a piece of text.
     *
     * @param sheet name of the sheet or table in the locator
     * @param row 1-based
     */
    public static Piece row(List<String> cells, int table, String sheet, int row, int page, boolean header) {
        int last = cells.size();
        while (last > 0 && cells.get(last - 1).isBlank()) {
            last--;
        }
        int first = 0;
        while (first < last && cells.get(first).isBlank()) {
            first++;
        }
        var text = new StringBuilder();
        for (int i = first; i < last; i++) {
            text.append(i == first ? "" : SEPARATOR)
                    .append(cells.get(i).replaceAll("\\s+", " ").strip());
        }
        String place = column(first) + row + (last - first > 1 ? ":" + column(last - 1) + row : "");
        return new Piece(Shape.TABLE, 0, page, table, header, sheet + "!" + place, text.toString());
    }

    /** The letters of a 0-based column. */
    static String column(int index) {
        var name = new StringBuilder();
        for (int i = Math.max(0, index); i >= 0; i = i / 26 - 1) {
            name.insert(0, (char) ('A' + i % 26));
        }
        return name.toString();
    }

    /** The same pieces, with the header rows of every table marked: those the format marks, else those that look so. */
    static List<Piece> withHeaders(List<Piece> pieces) {
        List<Piece> marked = new ArrayList<>(pieces.size());
        int i = 0;
        while (i < pieces.size()) {
            int end = i + 1;
            int table = pieces.get(i).table();
            while (table > 0 && end < pieces.size() && pieces.get(end).table() == table) {
                end++;
            }
            List<Piece> rows = pieces.subList(i, end);
            int headers = table == 0 || rows.stream().anyMatch(Piece::header) ? 0 : headers(rows);
            for (int k = 0; k < rows.size(); k++) {
                marked.add(k < headers ? rows.get(k).asHeader() : rows.get(k));
            }
            i = end;
        }
        return marked;
    }

    /** Headers are the words above the first row with a number in it. */
    private static int headers(List<Piece> rows) {
        if (rows.size() < 2) {
            return 0;
        }
        int words = 0;
        while (words < rows.size() && !numeric(rows.get(words))) {
            words++;
        }
        return words >= 1 && words <= MOST_HEADERS && words < rows.size() ? words : 1;
    }

    private static boolean numeric(Piece row) {
        for (String cell : row.text().split(Pattern.quote(SEPARATOR))) {
            if (NUMBER.matcher(cell.strip()).matches()) {
                return true;
            }
        }
        return false;
    }
}
