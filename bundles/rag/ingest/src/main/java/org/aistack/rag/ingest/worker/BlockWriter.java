package org.aistack.rag.ingest.worker;

import java.io.DataOutputStream;
import java.io.IOException;
import java.util.List;
import org.aistack.rag.ingest.worker.Protocol.Frame;
import org.aistack.rag.ingest.worker.Protocol.Kind;
import org.xml.sax.SAXException;

/** Writes blocks with their places: page, slide, table, row. */
final class BlockWriter {

    /** Longer blocks are told in pieces. */
    static final int PIECE = 64 << 10;

    private static final char CELL = '\u001f';

    /** What pages of a format are. */
    enum Mode {
        PLAIN,
        PAGES,
        SLIDES,
        SHEETS
    }

    private final DataOutputStream out;
    private final Limits limits;
    private Mode mode = Mode.PLAIN;
    private Runnable beforeFirst;
    private String sheet = "";
    private int page;
    private int table;
    private int row;
    private int tables;

    BlockWriter(DataOutputStream out, Limits limits) {
        this.out = out;
        this.limits = limits;
    }

    /** Sets the mode and returns the one before. */
    Mode mode(Mode next) {
        Mode old = mode;
        mode = next;
        return old;
    }

    /** Runs once, when the first block comes: a mail knows its subject by then. */
    void beforeFirst(Runnable action) {
        beforeFirst = action;
    }

    int pages() {
        return page;
    }

    void pageBegins(boolean isPage, boolean isSlide) {
        if (mode == Mode.PAGES && isPage || mode == Mode.SLIDES && isSlide) {
            page++;
        }
    }

    boolean inTable() {
        return table > 0;
    }

    boolean inSheet() {
        return mode == Mode.SHEETS;
    }

    void beginTable() {
        table = ++tables;
        row = 0;
    }

    /** Begins a table that is told row by row. */
    void table(String name) {
        beginTable();
        sheet = name;
    }

    void endTable() {
        table = 0;
    }

    /** Ends a table that was told row by row. */
    void endOfTable() {
        endTable();
        sheet = "";
    }

    void nextRow() {
        row++;
    }

    /** The name of a sheet comes as the heading before its table. */
    void sheetHeading(int level, String heading) {
        if (mode == Mode.SHEETS && level == 1) {
            sheet = heading;
        }
    }

    /** A row of the running table. @param number 1-based */
    void row(int number, List<String> cells) throws SAXException {
        limits.chars(cells.stream().mapToInt(c -> c.length() + 1).sum());
        row = number;
        if (cells.stream().anyMatch(c -> !c.isBlank())) {
            sendRow(cells, false);
        }
    }

    void heading(int level, String heading) throws SAXException {
        limits.chars(heading.length());
        send(Kind.HEADING, level, heading);
    }

    void paragraph(String paragraph) throws SAXException {
        limits.chars(paragraph.length());
        send(Kind.PARAGRAPH, 0, paragraph);
    }

    void raw(String raw) throws SAXException {
        limits.chars(raw.length());
        send(Kind.RAW, 0, raw);
    }

    void sendRow(List<String> cells, boolean header) throws SAXException {
        write(new Frame(
                Kind.TABLE, 0, shownPage(), table, row, header, place(), String.join(String.valueOf(CELL), cells)));
    }

    void send(Kind kind, int level, String block) throws SAXException {
        int from = 0;
        while (from < block.length()) {
            int to = Math.min(block.length(), from + PIECE);
            // never through a surrogate pair
            to -= to < block.length() && Character.isLowSurrogate(block.charAt(to)) ? 1 : 0;
            write(new Frame(kind, level, shownPage(), 0, 0, false, place(), block.substring(from, to)));
            from = to;
        }
    }

    private int shownPage() {
        return mode == Mode.SHEETS ? 0 : page;
    }

    private String place() {
        return mode == Mode.SLIDES && page > 0 ? "slide " + page : sheet;
    }

    private void write(Frame frame) throws SAXException {
        if (beforeFirst != null) {
            Runnable action = beforeFirst;
            beforeFirst = null;
            action.run();
        }
        try {
            frame.write(out);
        } catch (IOException e) {
            throw new SAXException(e);
        }
    }
}
