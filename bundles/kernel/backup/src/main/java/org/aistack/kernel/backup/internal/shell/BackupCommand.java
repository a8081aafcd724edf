package org.aistack.kernel.backup.internal.shell;

import java.nio.file.Path;
import java.util.Locale;
import org.aistack.kernel.Problem;
import org.aistack.kernel.backup.internal.Backups;
import org.aistack.kernel.backup.internal.part.Manifest;
import org.apache.karaf.shell.api.action.Action;
import org.apache.karaf.shell.api.action.Command;
import org.apache.karaf.shell.api.action.Option;
import org.apache.karaf.shell.api.action.lifecycle.Reference;
import org.apache.karaf.shell.api.action.lifecycle.Service;
import org.apache.karaf.shell.support.CommandException;

/** Makes a backup while the server runs, and waits for its end. */
@Service
@Command(scope = "kernel", name = "backup", description = "Makes a backup of database, files, settings and bundles")
public final class BackupCommand implements Action {

    @Option(name = "--to", description = "Folder in which the backup gets a folder of its own")
    private String to = "";

    @Option(name = "--with-keys", description = "Saves the keys too, sealed with the passphrase")
    private boolean withKeys;

    @Option(name = "--passphrase-file", description = "File with the passphrase for the keys")
    private String passphraseFile = "";

    @Reference
    private Backups backups;

    @Override
    public Object execute() throws CommandException {
        try {
            Path folder = to.isBlank() ? backups.folder() : Path.of(to);
            char[] passphrase = withKeys ? Backups.passphrase(passphraseFile) : null;
            Manifest made = backups.make(folder, passphrase, (ratio, step) -> {});
            System.out.printf(
                    Locale.ROOT,
                    "%s: %d rows, %d files, %.1f MB in %.1f s, read again%n",
                    folder.toAbsolutePath().resolve(made.id()),
                    made.rows(),
                    made.files(),
                    made.bytes() / 1e6,
                    made.seconds());
            if (!made.keysIncluded()) {
                System.out.println("without keys: keep a copy of the folder keys elsewhere, or use --with-keys");
            }
            return null;
        } catch (Problem problem) {
            throw new CommandException(problem.code().wire() + ": " + problem.detail(Locale.ENGLISH));
        }
    }
}
