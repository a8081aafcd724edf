package org.aistack.rag.ingest.internal.text;

import java.text.Normalizer;
import java.util.Set;
import java.util.TreeSet;

/** Cleans characters: takes out what nobody sees, keeps every letter, and counts what it did. */
final class Scrub {

    int charsIn;
    int control;
    int invisible;
    int composed;
    int replacement;

    /** The invisible characters of the text cleaned last, for the report. */
    final Set<String> lastInvisible = new TreeSet<>();

    /** One line of text, or several of code when {@code spaces} matter. */
    String clean(String raw, boolean spaces) {
        lastInvisible.clear();
        charsIn += raw.codePointCount(0, raw.length());
        String visible = visible(raw);
        String text = visible;
        if (!Normalizer.isNormalized(visible, Normalizer.Form.NFC)) {
            text = Normalizer.normalize(visible, Normalizer.Form.NFC);
            composed++;
        }
        return spaces ? text.stripTrailing() : squeeze(text);
    }

    private String visible(String raw) {
        var kept = new StringBuilder(raw.length());
        int before = 0;
        for (int i = 0; i < raw.length(); ) {
            int c = raw.codePointAt(i);
            i += Character.charCount(c);
            if (c == '\r') {
                boolean pair = i < raw.length() && raw.charAt(i) == '\n';
                kept.append(pair ? "" : "\n");
            } else if (Character.isISOControl(c) && c != '\n' && c != '\t' || c == 0xad) {
                control++;
            } else if (hidden(c) && !joins(c, before)) {
                invisible++;
                lastInvisible.add(String.format("U+%04X", c));
            } else if (c >= 0xd800 && c <= 0xdfff) {
                // half of a pair is no character
                kept.append('\ufffd');
                replacement++;
            } else {
                replacement += c == 0xfffd ? 1 : 0;
                kept.appendCodePoint(c);
            }
            before = c;
        }
        return kept.toString();
    }

    /** Characters without a picture that change how others look or hide words: zero width, direction, tags. */
    private static boolean hidden(int c) {
        return c >= 0x200b && c <= 0x200f
                || c >= 0x202a && c <= 0x202e
                || c >= 0x2060 && c <= 0x206f
                || c == 0xfeff
                || c == 0x61c
                || c == 0x180e
                || c >= 0xe0000 && c <= 0xe007f;
    }

    /** Joiners mean something inside emoji and in scripts that connect letters. */
    private static boolean joins(int c, int before) {
        if (c != 0x200c && c != 0x200d) {
            return false;
        }
        return before >= 0x1f000
                || before == 0xfe0f
                || before >= 0x2600 && before <= 0x27bf
                || before >= 0x600 && before <= 0xdff;
    }

    /** One space between words, one line end between lines, nothing at the ends. */
    private static String squeeze(String text) {
        var out = new StringBuilder(text.length());
        char gap = 0;
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c == '\n' || c == '\u2028' || c == '\u2029') {
                gap = '\n';
            } else if (c == ' ' || c == '\t' || c == '\u00a0' || c == '\u3000' || Character.isSpaceChar(c)) {
                gap = gap == 0 ? c == '\u3000' ? c : ' ' : gap;
            } else {
                if (gap != 0 && out.length() > 0) {
                    out.append(gap);
                }
                gap = 0;
                out.append(c);
            }
        }
        return out.toString();
    }
}
