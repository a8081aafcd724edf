package org.aistack.rag.ingest.internal.work;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/**
 * The name of this server, kept in its data folder. The folder has one owner, so whatever carries the name and is not
 * ours was left behind by a process that is gone.
 */
final class NodeName {

    private NodeName() {}

    /** The name in the folder; {@code fresh} becomes it when there is none yet. */
    static String in(Path folder, String fresh) {
        Path file = folder.resolve("node");
        try {
            Files.createDirectories(folder);
            try {
                Files.writeString(file, fresh, StandardOpenOption.CREATE_NEW);
            } catch (FileAlreadyExistsException e) {
                String name = Files.readString(file).strip();
                if (!name.isEmpty()) {
                    return name;
                }
                Files.writeString(file, fresh);
            }
            return fresh;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
