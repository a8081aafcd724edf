package org.aistack.rag.ingest.internal.text;

/** Translates UTF-16 positions of a text into code points and back. Texts without surrogates cost nothing. */
public final class CodePoints {

    private static final int STEP = 1024;

    private final String text;
    private final int[] marks;

    private CodePoints(String text, int[] marks) {
        this.text = text;
        this.marks = marks;
    }

    public static CodePoints of(String text) {
        boolean plain = text.chars().noneMatch(c -> Character.isSurrogate((char) c));
        if (plain) {
            return new CodePoints(text, null);
        }
        int[] marks = new int[text.length() / STEP + 1];
        int count = 0;
        for (int i = 0; i < text.length(); i++) {
            if (i % STEP == 0) {
                marks[i / STEP] = count;
            }
            boolean second =
                    i > 0 && Character.isLowSurrogate(text.charAt(i)) && Character.isHighSurrogate(text.charAt(i - 1));
            count += second ? 0 : 1;
        }
        return new CodePoints(text, marks);
    }

    /** How many code points come before the UTF-16 position, which must not be inside a surrogate pair. */
    public int at(int position) {
        if (marks == null) {
            return position;
        }
        int mark = Math.min(position / STEP, marks.length - 1);
        int count = marks[mark];
        for (int i = mark * STEP; i < position; i++) {
            boolean second =
                    i > 0 && Character.isLowSurrogate(text.charAt(i)) && Character.isHighSurrogate(text.charAt(i - 1));
            count += second ? 0 : 1;
        }
        return count;
    }

    /** The text of the code points {@code [start, end)}. */
    public String slice(int start, int end) {
        return text.substring(index(start), index(end));
    }

    private int index(int codePoint) {
        if (marks == null) {
            return codePoint;
        }
        int low = 0;
        int high = marks.length - 1;
        while (low < high) {
            int middle = (low + high + 1) >>> 1;
            if (marks[middle] <= codePoint) {
                low = middle;
            } else {
                high = middle - 1;
            }
        }
        // a mark may lie inside a pair; one step back is a safe start
        int position = low * STEP;
        int count = marks[low];
        if (position > 0 && Character.isLowSurrogate(text.charAt(position))) {
            position++;
        }
        return text.offsetByCodePoints(position, codePoint - count);
    }
}
