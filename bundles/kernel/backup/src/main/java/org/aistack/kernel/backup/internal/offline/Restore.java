package org.aistack.kernel.backup.internal.offline;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.aistack.kernel.backup.internal.part.Manifest;
import org.aistack.kernel.backup.internal.part.Vault;

/** Lays a backup out for an empty installation. Run by bin/aistack, outside the container, while the server is stopped. */
final class Restore {

    private Restore() {}

    /**
     * Ends with 0 when everything is laid out, or was already; with 2 and the reason when it is refused.
     *
     * @param args folder of the backup, data folder, home folder, version of this product, then {@code --new-keys} and
     *     {@code --passphrase-file <file>} as wanted
     */
    public static void main(String[] args) {
        try {
            run(args);
        } catch (Refusal | Manifest.Damaged e) {
            refuse(e.getMessage());
        } catch (GeneralSecurityException e) {
            refuse("the passphrase is wrong, or " + Vault.NAME + " was changed");
        } catch (IOException e) {
            refuse(e.getClass().getSimpleName() + ": " + e.getMessage());
        }
    }

    private static void refuse(String reason) {
        System.err.println("aistack: not restored: " + reason);
        System.exit(2);
    }

    private static void run(String[] args) throws IOException, GeneralSecurityException {
        Path backup = Path.of(args[0]);
        Path data = Path.of(args[1]);
        Path home = Path.of(args[2]);
        List<String> options = Arrays.asList(args).subList(4, args.length);
        Layout layout = new Layout(data, home);
        if (layout.waits()) {
            layout.settle();
            System.out.println("laid out already; the next start of the server loads it");
            return;
        }
        Manifest manifest = Manifest.read(backup);
        Version.accept(manifest.productVersion(), args[3]);
        layout.empty(manifest);
        Map<String, byte[]> keys = keys(backup, manifest, data, options);
        layout.copy(backup, manifest, keys);
        layout.settle();
        System.out.println("backup " + manifest.id() + ": " + manifest.rows() + " rows of "
                + manifest.units().size() + " capabilities and " + manifest.files() + " files laid out");
    }

    private static Map<String, byte[]> keys(Path backup, Manifest manifest, Path data, List<String> options)
            throws IOException, GeneralSecurityException {
        int passphrase = options.indexOf("--passphrase-file");
        if (manifest.keysIncluded() && passphrase >= 0) {
            String text = Files.readString(Path.of(options.get(passphrase + 1))).strip();
            return Vault.open(Files.readAllBytes(backup.resolve(Vault.NAME)), text.toCharArray());
        }
        if (options.contains("--new-keys")) {
            return Map.of();
        }
        for (Manifest.Key key : manifest.keys()) {
            Path file = data.resolve("keys").resolve(key.name());
            if (!Files.isRegularFile(file)) {
                throw new Refusal("the key " + key.name() + " is missing"
                        + (manifest.keysIncluded() ? "; give --passphrase-file" : ": put it into " + file.getParent())
                        + ", or begin with --new-keys (everybody signs in again, sealed values are lost)");
            }
            if (!Vault.fingerprint(Files.readAllBytes(file)).equals(key.fingerprint())) {
                throw new Refusal(file + " is not the key that the data was written with");
            }
        }
        return Map.of();
    }

    /** Why nothing was done. */
    static final class Refusal extends RuntimeException {

        private static final long serialVersionUID = 1L;

        Refusal(String reason) {
            super(reason);
        }
    }
}
