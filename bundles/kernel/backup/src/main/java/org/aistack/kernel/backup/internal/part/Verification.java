package org.aistack.kernel.backup.internal.part;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.function.LongConsumer;

/** Reads a backup again, byte by byte. */
public final class Verification {

    private Verification() {}

    /**
     * Compares everything with what was noted when it was written.
     *
     * @param read told the number of files so far
     * @throws Manifest.Damaged naming the first thing that is wrong
     */
    public static Manifest run(Path folder, LongConsumer read) throws IOException {
        Manifest manifest = Manifest.read(folder);
        long[] count = new long[1];
        for (Manifest.Part part : manifest.parts()) {
            check(folder.resolve(part.path()), part);
            read.accept(++count[0]);
        }
        Tree.Sum sum = Tree.each(folder.resolve(Tree.LIST), part -> {
            check(inside(folder.resolve("files"), part.path()), part);
            read.accept(++count[0]);
        });
        if (sum.files() != manifest.files() || sum.bytes() != manifest.fileBytes()) {
            throw new Manifest.Damaged("there are " + sum.files() + " files instead of " + manifest.files());
        }
        return manifest;
    }

    /** A place below a folder, whatever a list says. */
    public static Path inside(Path folder, String path) throws IOException {
        Path place = folder.resolve(path).normalize();
        if (!place.startsWith(folder.normalize())) {
            throw new Manifest.Damaged("the name " + path + " leads out of the backup");
        }
        return place;
    }

    static void check(Path file, Manifest.Part part) throws IOException {
        if (!Files.isRegularFile(file)) {
            throw new Manifest.Damaged(part.path() + " is missing");
        }
        if (Files.size(file) != part.bytes() || !Hashes.of(file).equals(part.sha256())) {
            throw new Manifest.Damaged(part.path() + " is not what was written");
        }
    }
}
