package org.aistack.kernel.data.internal.restore;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.Set;

/**
 * What {@code bin/aistack restore} laid out in {@code aistack.data/restore}: a folder per unit, loaded into the unit's new
 * tables before anybody sees them. A unit whose bundle is not installed waits there.
 */
public final class Restoration {

    /** Made last: without it the folder is not complete. */
    static final String SETTLED = "settled";

    private static final String REFUSED = "refused";
    private static final Set<String> OWN = Set.of(SETTLED, REFUSED, "manifest.json");

    private final Path folder;

    public Restoration(Path folder) {
        this.folder = folder;
    }

    /**
     * What waits for a unit.
     *
     * @throws RestoreRefused when the folder was not laid out completely
     */
    public Optional<RestoredUnit> of(String unit) {
        if (!Files.isRegularFile(folder.resolve(unit).resolve(RestoredUnit.CARD))) {
            return Optional.empty();
        }
        if (!Files.exists(folder.resolve(SETTLED))) {
            throw new RestoreRefused("a restore was interrupted: run bin/aistack restore again");
        }
        return Optional.of(RestoredUnit.in(folder, unit));
    }

    /** Leaves the reason where {@code bin/aistack restore} looks for it. */
    public void refused(String unit, String reason) {
        try {
            Files.writeString(folder.resolve(REFUSED), unit + ": " + reason + "\n");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** A unit was loaded; after the last one nothing is left. */
    public void loaded(RestoredUnit unit) {
        try {
            unit.delete();
            Files.deleteIfExists(folder.resolve(REFUSED));
            try (var left = Files.list(folder)) {
                if (!left.allMatch(file -> OWN.contains(file.getFileName().toString()))) {
                    return;
                }
            }
            Folders.delete(folder);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
