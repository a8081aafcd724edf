package org.aistack.rag.ingest.internal.text;

import java.util.ArrayList;
import java.util.List;

/**
 * Where prose is cut. A seam is a place whose words have the smallest hash of all places near it: it depends on its
 * neighbourhood alone. So an edit moves the seams around it and no others, and all other chunks stay what they were.
 */
final class Seams {

    private Seams() {}

    /**
     * Indices of the parts that begin a new chunk, rising.
     *
     * @param radius how far "near" is, in characters; also the least distance between two seams
     */
    static List<Integer> of(String text, List<Chunker.Part> parts, int radius) {
        long[] ranks = new long[parts.size()];
        for (int i = 0; i < ranks.length; i++) {
            ranks[i] = rank(text, parts.get(i));
        }
        List<Integer> seams = new ArrayList<>();
        int begin = parts.get(0).start();
        int end = parts.get(parts.size() - 1).end();
        for (int i = 1; i < ranks.length; i++) {
            int at = parts.get(i).start();
            if (at - begin >= radius && end - at >= radius && smallest(parts, ranks, i, radius)) {
                seams.add(i);
            }
        }
        return seams;
    }

    /** The best single place to cut a stretch that is too long; 0 when every place is within {@code margin} of an end. */
    static int best(String text, List<Chunker.Part> parts, int margin) {
        int begin = parts.get(0).start();
        int end = parts.get(parts.size() - 1).end();
        int best = 0;
        long least = Long.MAX_VALUE;
        for (int i = 1; i < parts.size(); i++) {
            int at = parts.get(i).start();
            long rank = at - begin >= margin && end - at >= margin ? rank(text, parts.get(i)) : Long.MAX_VALUE;
            if (rank < least) {
                least = rank;
                best = i;
            }
        }
        return best;
    }

    private static boolean smallest(List<Chunker.Part> parts, long[] ranks, int i, int radius) {
        int at = parts.get(i).start();
        for (int k = i - 1; k >= 1 && at - parts.get(k).start() < radius; k--) {
            if (ranks[k] <= ranks[i]) {
                return false;
            }
        }
        for (int k = i + 1; k < ranks.length && parts.get(k).start() - at < radius; k++) {
            if (ranks[k] < ranks[i]) {
                return false;
            }
        }
        return true;
    }

    /** A hash of the words; the beginning of a paragraph always goes before the middle of one. */
    private static long rank(String text, Chunker.Part part) {
        long hash = 1125899906842597L;
        for (int i = part.start(); i < part.end(); i++) {
            hash = 31 * hash + text.charAt(i);
        }
        hash ^= hash >>> 33;
        hash *= 0xff51afd7ed558ccdL;
        hash ^= hash >>> 33;
        return (hash >>> 2) | (part.begins() ? 0 : 1L << 62);
    }
}
