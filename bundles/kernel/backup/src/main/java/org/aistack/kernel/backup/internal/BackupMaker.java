package org.aistack.kernel.backup.internal;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import javax.sql.DataSource;
import org.aistack.kernel.Text;
import org.aistack.kernel.backup.internal.dump.Snapshot;
import org.aistack.kernel.backup.internal.part.Durable;
import org.aistack.kernel.backup.internal.part.Manifest;
import org.aistack.kernel.backup.internal.part.PartStream;
import org.aistack.kernel.backup.internal.part.Tree;
import org.aistack.kernel.backup.internal.part.Vault;

/** Makes one backup: rows as of one moment, then the files these rows need, then what belongs to the installation. */
final class BackupMaker {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Predicate<String> COMPLETE = name -> !name.endsWith(".part") && !name.startsWith(".");
    /** Ours and those of the log: the container's own belong to the version of the product. */
    private static final Predicate<String> SETTINGS = Pattern.compile(
                    "(org\\.aistack\\..*|org\\.ops4j\\.pax\\.logging)\\.(cfg|config)")
            .asMatchPredicate();

    private static final Text ROWS = new Text("读取数据表", "reading tables");
    private static final Text FILES = new Text("复制文件", "copying files");
    private static final Text REST = new Text("设置与扩展", "settings and bundles");
    private static final double ROWS_END = 0.5;
    private static final double FILES_END = 0.75;

    private final Installation installation;
    private final DataSource database;
    private final Clock clock;
    private final Path folder;
    private final Progress progress;
    private final List<Manifest.Part> parts = new ArrayList<>();

    BackupMaker(Installation installation, DataSource database, Clock clock, Path folder, Progress progress) {
        this.installation = installation;
        this.database = database;
        this.clock = clock;
        this.folder = folder;
        this.progress = progress;
    }

    /** @param passphrase for the keys; null to leave them out */
    Manifest make(char[] passphrase) throws IOException, SQLException {
        long begin = System.nanoTime();
        Files.createDirectories(
                folder, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
        List<Manifest.Unit> units;
        String kind;
        Instant moment;
        Tree.Sum files;
        try (Hold hold = Hold.on(installation.files(), clock)) {
            try (Snapshot snapshot = Snapshot.of(database)) {
                moment = clock.instant().truncatedTo(ChronoUnit.MILLIS);
                kind = snapshot.database();
                units = tables(snapshot, hold);
            }
            files = files(hold);
        }
        progress.at(FILES_END, REST);
        tree(installation.settings(), "settings", SETTINGS);
        tree(installation.deploy(), "deploy", name -> name.endsWith(".jar"));
        tree(installation.deployments(), "deployments", COMPLETE);
        var secrets = Vault.collect(installation.data());
        if (passphrase != null) {
            byte[] sealed = Vault.seal(secrets, passphrase);
            Durable.write(folder.resolve(Vault.NAME), sealed);
            parts.add(part(Vault.NAME));
        }
        double seconds = (System.nanoTime() - begin) / 1e9;
        var manifest = new Manifest(
                Manifest.FORMAT,
                folder.getFileName().toString(),
                installation.version(),
                moment.toString(),
                Math.round(seconds * 1000) / 1000.0,
                kind,
                units,
                files.files(),
                files.bytes(),
                Vault.needed(secrets),
                passphrase != null,
                parts);
        Durable.sync(folder);
        manifest.write(folder);
        Durable.sync(folder.toAbsolutePath().getParent());
        return manifest;
    }

    private List<Manifest.Unit> tables(Snapshot snapshot, Hold hold) throws IOException, SQLException {
        var done = new ArrayList<Manifest.Unit>();
        List<Manifest.Unit> units = snapshot.units();
        for (Manifest.Unit unit : units) {
            Path place = Files.createDirectories(folder.resolve("tables").resolve(unit.id()));
            var tables = new ArrayList<Manifest.Table>();
            for (Manifest.Table table : unit.tables()) {
                double ratio = ROWS_END * done.size() / units.size();
                progress.at(ratio, ROWS);
                String name = table.name() + ".jsonl.gz";
                var dumped = snapshot.dump(table.name(), place.resolve(name), rows -> {
                    hold.renew();
                    progress.at(ratio, ROWS);
                });
                tables.add(new Manifest.Table(table.name(), dumped.rows()));
                parts.add(dumped.stream().part("tables/" + unit.id() + "/" + name));
            }
            var card = new Manifest.Unit(unit.id(), unit.version(), tables);
            Durable.write(place.resolve("unit.json"), JSON.writeValueAsBytes(new Card(card.version(), tables)));
            parts.add(part("tables/" + unit.id() + "/unit.json"));
            done.add(card);
        }
        return done;
    }

    /** What the loader of rows wants to know. */
    private record Card(String version, List<Manifest.Table> tables) {}

    private Tree.Sum files(Hold hold) throws IOException {
        progress.at(ROWS_END, FILES);
        try (PartStream list = PartStream.create(folder.resolve(Tree.LIST))) {
            Tree.Sum sum = Tree.copy(installation.files(), folder.resolve("files"), COMPLETE, list, count -> {
                hold.renew();
                progress.at(ROWS_END, FILES);
            });
            list.finish();
            parts.add(list.part(Tree.LIST));
            return sum;
        }
    }

    private void tree(Path from, String to, Predicate<String> wanted) throws IOException {
        if (!Files.isDirectory(from)) {
            return;
        }
        List<Path> found;
        try (var all = Files.walk(from)) {
            found = all.filter(file -> Files.isRegularFile(file)
                            && wanted.test(file.getFileName().toString()))
                    .sorted()
                    .toList();
        }
        for (Path file : found) {
            String path = to + "/" + from.relativize(file).toString().replace('\\', '/');
            Path target = folder.resolve(path);
            Files.createDirectories(target.getParent());
            String sha256 = Durable.copy(file, target);
            parts.add(new Manifest.Part(path, Files.size(target), sha256));
        }
    }

    private Manifest.Part part(String path) throws IOException {
        Path file = folder.resolve(path);
        return new Manifest.Part(path, Files.size(file), org.aistack.kernel.backup.internal.part.Hashes.of(file));
    }
}
