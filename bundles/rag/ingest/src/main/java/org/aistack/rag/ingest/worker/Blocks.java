package org.aistack.rag.ingest.worker;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Locale;
import org.aistack.rag.ingest.worker.Protocol.Kind;
import org.xml.sax.Attributes;
import org.xml.sax.SAXException;
import org.xml.sax.helpers.DefaultHandler;

/** Turns the XHTML that Tika tells into blocks: headings, paragraphs, list items, table rows, code, with their places. */
final class Blocks extends DefaultHandler {

    private static final int LONG = BlockWriter.PIECE;
    /** A lone cell this long is layout, not data. */
    private static final int LAYOUT = 300;

    private final BlockWriter out;
    private final Limits limits;
    private final Deque<String> inside = new ArrayDeque<>();
    private final StringBuilder text = new StringBuilder();
    private final List<String> cells = new ArrayList<>();
    private int heads;
    private boolean header;
    /** Whether the format puts a whole slide, not only its words, into one element. */
    private boolean wrapped;

    Blocks(BlockWriter out, Limits limits) {
        this.out = out;
        this.limits = limits;
    }

    /** For what is told without XHTML. */
    BlockWriter writer() {
        return out;
    }

    @Override
    public void startElement(String uri, String local, String qualified, Attributes attributes) throws SAXException {
        String name = local.toLowerCase(Locale.ROOT);
        String type = attributes.getValue("class") == null ? "" : attributes.getValue("class");
        switch (name) {
            case "head", "script", "style" -> heads++;
            case "table" -> startTable();
            case "tr" -> startRow();
            case "td", "th" -> startCell(name);
            case "br" -> text.append('\n');
            case "div", "section" -> startDiv(type);
            default -> {
                if (block(name)) {
                    flush(kind());
                }
            }
        }
        inside.push(name);
    }

    @Override
    public void endElement(String uri, String local, String qualified) throws SAXException {
        String name = local.toLowerCase(Locale.ROOT);
        if (!inside.isEmpty()) {
            inside.pop();
        }
        switch (name) {
            case "head", "script", "style" -> {
                heads = Math.max(0, heads - 1);
                text.setLength(0);
            }
            case "table" -> endTable();
            case "tr" -> endRow();
            case "td", "th" -> endCell();
            case "div", "section" -> flush(kind());
            case "li", "dd", "dt" -> flush(Kind.LIST);
            case "pre" -> flush(Kind.CODE);
            case "blockquote" -> flush(Kind.QUOTE);
            default -> endOther(name);
        }
    }

    private void endOther(String name) throws SAXException {
        if (name.length() == 2 && name.charAt(0) == 'h' && name.charAt(1) >= '1' && name.charAt(1) <= '6') {
            endHeading(name.charAt(1) - '0');
        } else if (block(name)) {
            flush(kind());
        }
    }

    @Override
    public void characters(char[] chars, int start, int length) throws SAXException {
        if (heads > 0) {
            return;
        }
        limits.chars(length);
        text.append(chars, start, length);
        if (text.length() > LONG && !out.inTable()) {
            flushLong();
        }
    }

    @Override
    public void ignorableWhitespace(char[] chars, int start, int length) throws SAXException {
        if (heads == 0) {
            text.append(' ');
        }
    }

    private void startDiv(String type) throws SAXException {
        flush(kind());
        wrapped |= type.equals("slide");
        boolean slide = type.equals("slide") || type.equals("slide-content") && !wrapped;
        out.pageBegins(type.equals("page"), slide);
    }

    private void startTable() throws SAXException {
        if (!inside.contains("table")) {
            flush(kind());
            out.beginTable();
        }
    }

    private void endTable() throws SAXException {
        if (!inside.contains("table")) {
            endRow();
            flush(Kind.PARAGRAPH);
            out.endTable();
        }
    }

    private void startRow() throws SAXException {
        if (depth() == 1) {
            flush(Kind.PARAGRAPH);
            cells.clear();
            header = true;
        } else {
            text.append('\n');
        }
    }

    private void startCell(String name) throws SAXException {
        if (depth() == 1) {
            text.setLength(0);
            header &= name.equals("th") || inside.contains("thead");
        }
    }

    private void endCell() {
        if (depth() == 1) {
            cells.add(text.toString().strip());
            text.setLength(0);
        } else {
            text.append(' ');
        }
    }

    private void endRow() throws SAXException {
        if (depth() != 1 && inside.contains("table")) {
            return;
        }
        out.nextRow();
        List<String> filled = cells.stream().filter(c -> !c.isBlank()).toList();
        if (filled.size() == 1 && filled.get(0).length() > LAYOUT && !out.inSheet()) {
            out.send(Kind.PARAGRAPH, 0, filled.get(0));
        } else if (!filled.isEmpty()) {
            out.sendRow(cells, header);
        }
        cells.clear();
    }

    private int depth() {
        return (int) inside.stream().filter("table"::equals).count();
    }

    private void endHeading(int level) throws SAXException {
        String heading = text.toString().strip();
        if (out.inTable()) {
            text.append('\n');
            return;
        }
        text.setLength(0);
        if (!heading.isBlank()) {
            out.sheetHeading(level, heading);
            out.send(Kind.HEADING, level, heading);
        }
    }

    private Kind kind() {
        if (inside.contains("pre")) {
            return Kind.CODE;
        }
        if (inside.contains("li") || inside.contains("dd") || inside.contains("dt")) {
            return Kind.LIST;
        }
        return inside.contains("blockquote") ? Kind.QUOTE : Kind.PARAGRAPH;
    }

    private static boolean block(String name) {
        return switch (name) {
            case "p",
                    "li",
                    "dd",
                    "dt",
                    "pre",
                    "blockquote",
                    "h1",
                    "h2",
                    "h3",
                    "h4",
                    "h5",
                    "h6",
                    "caption",
                    "ul",
                    "ol",
                    "body",
                    "article",
                    "header",
                    "footer",
                    "main",
                    "aside",
                    "figcaption",
                    "hr",
                    "form" -> true;
            default -> false;
        };
    }

    /** Ends the running block. Inside a table cell a block is only a line. */
    void flush(Kind kind) throws SAXException {
        if (out.inTable() && depth() > 0) {
            if (text.length() > 0) {
                text.append('\n');
            }
            return;
        }
        String block = kind == Kind.CODE
                ? text.toString().stripTrailing()
                : text.toString().strip();
        text.setLength(0);
        if (!block.isBlank()) {
            out.send(kind, 0, block);
        }
    }

    private void flushLong() throws SAXException {
        int cut = Math.max(text.lastIndexOf("\n"), Math.max(text.lastIndexOf("。"), text.lastIndexOf(". ")));
        cut = cut < LONG / 2 ? text.length() - 1 : cut + 1;
        if (Character.isHighSurrogate(text.charAt(cut - 1))) {
            cut--;
        }
        String block = text.substring(0, cut);
        text.delete(0, cut);
        out.send(kind(), 0, block.strip());
    }
}
