package org.aistack.rag.ingest.internal.shelf;

import org.aistack.kernel.Problem;
import org.aistack.rag.ingest.internal.IngestError;

/** File names as clients say them. They are for showing only and never become a path. */
final class FileNames {

    private static final int LONGEST = 255;

    private FileNames() {}

    static String clean(String given) {
        if (given.indexOf('\0') >= 0) {
            throw Problem.at("/file", IngestError.BAD_FILE_NAME);
        }
        String last = given.substring(Math.max(given.lastIndexOf('/'), given.lastIndexOf('\\')) + 1);
        String name = last.replaceAll("[\\p{Cntrl}\\p{Cf}]", "").strip();
        if (name.isEmpty() || name.equals(".") || name.equals("..")) {
            return "file";
        }
        if (name.length() <= LONGEST) {
            return name;
        }
        int from = name.length() - LONGEST;
        return name.substring(Character.isLowSurrogate(name.charAt(from)) ? from + 1 : from);
    }
}
