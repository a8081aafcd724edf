package org.aistack.kernel.backup.internal.part;

import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.PropertyNamingStrategies;
import com.fasterxml.jackson.databind.SerializationFeature;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;

/**
 * What a backup contains. It is written last: a folder without it is not a backup.
 *
 * @param format how the folder is arranged; this is {@value #FORMAT}
 * @param id name of the folder
 * @param productVersion of the server that made it
 * @param createdAt the moment whose data it has, RFC 3339
 * @param seconds how long it took
 * @param database where the rows came from: {@code h2} or {@code postgresql}
 * @param units the tables of each capability
 * @param files how many files of capabilities
 * @param fileBytes their size
 * @param keys keys that the data was written with
 * @param keysIncluded whether they are in it, encrypted
 * @param parts everything else in the folder
 */
public record Manifest(
        int format,
        String id,
        String productVersion,
        String createdAt,
        double seconds,
        String database,
        List<Unit> units,
        long files,
        long fileBytes,
        List<Key> keys,
        boolean keysIncluded,
        List<Part> parts) {

    public static final int FORMAT = 1;
    public static final String NAME = "manifest.json";
    static final String SEAL = "manifest.sha256";

    private static final ObjectMapper JSON = new ObjectMapper()
            .setPropertyNamingStrategy(PropertyNamingStrategies.SNAKE_CASE)
            .configure(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES, false)
            .enable(SerializationFeature.INDENT_OUTPUT);

    /**
     * The tables of one capability.
     *
     * @param id of the capability
     * @param version of the last migration that had run
     */
    public record Unit(String id, String version, List<Table> tables) {}

    /** A table and its rows. */
    public record Table(String name, long rows) {}

    /**
     * A key, without its secret.
     *
     * @param fingerprint the first half of the SHA-256 of its file
     */
    public record Key(String name, String fingerprint) {}

    /** A file of the backup. */
    public record Part(String path, long bytes, String sha256) {}

    /** A backup is not one, or not any more. */
    public static final class Damaged extends IOException {

        private static final long serialVersionUID = 1L;

        public Damaged(String reason) {
            super(reason);
        }
    }

    public Manifest {
        units = List.copyOf(units);
        keys = List.copyOf(keys);
        parts = List.copyOf(parts);
    }

    public Instant moment() {
        return Instant.parse(createdAt);
    }

    public long rows() {
        return units.stream()
                .flatMap(unit -> unit.tables().stream())
                .mapToLong(Table::rows)
                .sum();
    }

    /** Size of everything in the folder but this. */
    public long bytes() {
        return fileBytes + parts.stream().mapToLong(Part::bytes).sum();
    }

    /**
     * Reads it.
     *
     * @throws Damaged when the folder is no complete backup of a format we know
     */
    public static Manifest read(Path folder) throws IOException {
        Path file = folder.resolve(NAME);
        if (!Files.isRegularFile(file)) {
            throw new Damaged("it is incomplete: there is no " + NAME + " in " + folder);
        }
        byte[] bytes = Files.readAllBytes(file);
        Path seal = folder.resolve(SEAL);
        if (!Files.isRegularFile(seal) || !Files.readString(seal).strip().equals(Hashes.of(bytes))) {
            throw new Damaged(NAME + " is not what was written");
        }
        Manifest manifest = JSON.readValue(bytes, Manifest.class);
        if (manifest.format() != FORMAT) {
            throw new Damaged("its format is " + manifest.format() + ", this server reads format " + FORMAT);
        }
        return manifest;
    }

    /** Writes it; from now on the folder is a backup. */
    public void write(Path folder) throws IOException {
        byte[] bytes = JSON.writeValueAsBytes(this);
        Durable.write(folder.resolve(SEAL), Hashes.of(bytes).getBytes(java.nio.charset.StandardCharsets.US_ASCII));
        Durable.write(folder.resolve(NAME), bytes);
    }
}
