package org.aistack.rag.ingest.internal.text;

import java.util.List;

/** Lines that belong to one paragraph. */
final class Lines {

    private Lines() {}

    /** Joins lines as a reader would: with a space, but without one between Chinese or Japanese characters. */
    static String join(List<String> lines) {
        var text = new StringBuilder();
        for (String line : lines) {
            String part = line.strip();
            if (part.isEmpty()) {
                continue;
            }
            if (text.length() > 0 && spaced(text.charAt(text.length() - 1), part.charAt(0))) {
                text.append(' ');
            }
            text.append(part);
        }
        return text.toString();
    }

    /**
     * Joins the lines of a printed paragraph that were broken by the page's width; a clearly shorter line ends where its
     * author ended it.
     */
    static String unwrap(String text) {
        List<String> lines =
                text.lines().map(String::strip).filter(l -> !l.isEmpty()).toList();
        int width = lines.stream().mapToInt(Lines::width).max().orElse(0);
        var joined = new StringBuilder();
        for (int i = 0; i < lines.size(); i++) {
            String line = lines.get(i);
            joined.append(line);
            if (i == lines.size() - 1) {
                break;
            }
            char last = line.charAt(line.length() - 1);
            char first = lines.get(i + 1).charAt(0);
            if (width(line) < width * 0.7 || width < 20) {
                joined.append('\n');
            } else if (last == '-' && line.length() > 2 && Character.isLowerCase(first)) {
                // the hyphen stays: it may be part of the word
                continue;
            } else if (spaced(last, first)) {
                joined.append(' ');
            }
        }
        return joined.toString();
    }

    private static int width(String line) {
        return line.chars().map(c -> wide((char) c) ? 2 : 1).sum();
    }

    private static boolean spaced(char last, char first) {
        return !(wide(last) && wide(first));
    }

    /** Han, kana, full-width forms and their punctuation, which are written without spaces. */
    static boolean wide(char c) {
        return c >= 0x2e80 && c <= 0x9fff
                || c >= 0xf900 && c <= 0xfaff
                || c >= 0xff00 && c <= 0xff60
                || Character.isSurrogate(c)
                || c == '“'
                || c == '”'
                || c == '…'
                || c == '—';
    }
}
