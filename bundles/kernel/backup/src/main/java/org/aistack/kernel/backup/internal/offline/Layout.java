package org.aistack.kernel.backup.internal.offline;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Map;
import org.aistack.kernel.backup.internal.part.Durable;
import org.aistack.kernel.backup.internal.part.Manifest;
import org.aistack.kernel.backup.internal.part.Tree;
import org.aistack.kernel.backup.internal.part.Verification;

/**
 * The data folder on its way from empty to restored. Everything is copied and compared in {@code restore.part} first,
 * which becomes {@code restore} in one step; then each thing moves to its place, and what moved is not moved again. So
 * it can be cut short anywhere and be called again.
 */
final class Layout {

    /** Made last; what loads the rows waits for it. */
    private static final String SETTLED = "settled";

    /** Where a machine's database is stays the machine's business. */
    private static final String OWN_SETTINGS = "org.aistack.kernel.data.cfg";

    private final Path data;
    private final Path home;
    private final Path restore;
    private final Path content;

    Layout(Path data, Path home) {
        this.data = data;
        this.home = home;
        this.restore = data.resolve("restore");
        this.content = restore.resolve(".content");
    }

    /** Whether a backup was copied already. */
    boolean waits() {
        return Files.isDirectory(restore);
    }

    /** Refuses to mix a backup with other data. */
    void empty(Manifest manifest) throws IOException {
        refuseIfAny(data.resolve("db"), "a database");
        refuseIfAny(data.resolve("files"), "files");
        if (!Files.isDirectory(home.resolve("etc"))) {
            throw new Restore.Refusal(home + " is no installation");
        }
        if (manifest.units().isEmpty()) {
            throw new Restore.Refusal("the backup contains no tables");
        }
    }

    private void refuseIfAny(Path folder, String what) throws IOException {
        if (!Files.isDirectory(folder)) {
            return;
        }
        try (var all = Files.walk(folder)) {
            if (all.anyMatch(Files::isRegularFile)) {
                throw new Restore.Refusal(
                        folder + " already contains " + what + "; a backup is only restored into an empty data folder");
            }
        }
    }

    /** Copies everything and compares it with what was written. */
    void copy(Path backup, Manifest manifest, Map<String, byte[]> keys) throws IOException {
        Path fresh = data.resolve("restore.part");
        Durable.delete(fresh);
        Path things = fresh.resolve(".content");
        Files.createDirectories(
                things, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
        for (Manifest.Part part : manifest.parts()) {
            Path to = part.path().startsWith("tables/")
                    ? Verification.inside(fresh, part.path().substring("tables/".length()))
                    : Verification.inside(things, part.path());
            compared(backup.resolve(part.path()), to, part);
        }
        Path files = Files.createDirectories(things.resolve("files"));
        Tree.Sum sum = Tree.each(
                backup.resolve(Tree.LIST),
                part -> compared(
                        Verification.inside(backup.resolve("files"), part.path()),
                        Verification.inside(files, part.path()),
                        part));
        if (sum.files() != manifest.files()) {
            throw new Manifest.Damaged("there are " + sum.files() + " files instead of " + manifest.files());
        }
        for (var key : keys.entrySet()) {
            Path to = Verification.inside(things.resolve("secrets"), key.getKey());
            Files.createDirectories(to.getParent());
            Durable.write(to, key.getValue());
        }
        Durable.copy(backup.resolve(Manifest.NAME), fresh.resolve(Manifest.NAME));
        Durable.move(fresh, restore);
    }

    private static void compared(Path from, Path to, Manifest.Part part) throws IOException {
        if (!Files.isRegularFile(from)) {
            throw new Manifest.Damaged(part.path() + " is missing");
        }
        Files.createDirectories(to.getParent());
        if (!Durable.copy(from, to).equals(part.sha256())) {
            throw new Manifest.Damaged(part.path() + " is not what was written");
        }
    }

    /** Moves everything but the rows to its place. */
    void settle() throws IOException {
        if (Files.exists(restore.resolve(SETTLED))) {
            return;
        }
        if (Files.isDirectory(content.resolve("files"))) {
            Durable.delete(data.resolve("files"));
            Durable.move(content.resolve("files"), data.resolve("files"));
        }
        each(content.resolve("secrets"), data, "");
        each(content.resolve("deployments"), data.resolve("deployments"), "");
        each(content.resolve("deploy"), home.resolve("deploy"), "");
        each(content.resolve("settings"), home.resolve("etc"), OWN_SETTINGS);
        Durable.delete(content);
        Durable.write(restore.resolve(SETTLED), new byte[0]);
    }

    private static void each(Path from, Path to, String except) throws IOException {
        if (!Files.isDirectory(from)) {
            return;
        }
        try (var all = Files.walk(from)) {
            for (Path file : all.filter(Files::isRegularFile).toList()) {
                Path target = to.resolve(from.relativize(file).toString());
                if (!file.getFileName().toString().equals(except)) {
                    Files.createDirectories(target.getParent());
                    Durable.copy(file, target);
                }
            }
        }
    }
}
