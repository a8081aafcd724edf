package org.aistack.itests;

import static org.junit.Assert.assertEquals;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** A file of the repository that is written from the running server and must stay true. */
public final class Written {

    /** Lets a new version of a file take promises back. */
    public static final boolean BREAK = System.getProperty("catalog.break") != null;

    private static final boolean WRITE = System.getProperty("catalog.write") != null;
    private static final String HOW =
            " is not what the server says; look at the difference and write it anew with -Dcatalog.write";

    private final Path file;

    private Written(Path file) {
        this.file = file;
    }

    /** @param path from the root of the repository */
    public static Written at(String path) {
        return new Written(Path.of(System.getProperty("repository")).resolve(path));
    }

    public boolean exists() {
        return Files.isRegularFile(file);
    }

    public String text() {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Compares line by line; writes instead when that was asked for. */
    public void check(String now) {
        if (WRITE) {
            write(now);
        }
        assertEquals(file.getFileName() + HOW, now, exists() ? text() : "");
    }

    private void write(String now) {
        try {
            Files.createDirectories(file.getParent());
            Files.writeString(file, now);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
