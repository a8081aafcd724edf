package org.aistack.kernel.backup.internal;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import javax.sql.DataSource;
import org.aistack.kernel.Id;
import org.aistack.kernel.Ids;
import org.aistack.kernel.Problem;
import org.aistack.kernel.Text;
import org.aistack.kernel.backup.internal.part.Durable;
import org.aistack.kernel.backup.internal.part.Manifest;
import org.aistack.kernel.backup.internal.part.Verification;
import org.aistack.kernel.cluster.Lease;
import org.aistack.kernel.cluster.Leases;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.metatype.annotations.Designate;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The backups of this server. What there is stands in their folder, nowhere else. */
@Component(service = Backups.class, configurationPid = "org.aistack.kernel.backup")
@Designate(ocd = BackupSettings.class)
public final class Backups {

    private static final Logger LOG = LoggerFactory.getLogger(Backups.class);
    private static final Pattern NAME = Pattern.compile("[0-9]{8}T[0-9]{6}Z-[0-9a-z]{1,20}");
    private static final DateTimeFormatter STAMP =
            DateTimeFormatter.ofPattern("yyyyMMdd'T'HHmmss'Z'").withZone(ZoneOffset.UTC);
    private static final Duration LEASE = Duration.ofSeconds(30);
    private static final Text READING = new Text("核对备份", "reading the backup again");
    private static final double WRITTEN = 0.8;
    private static final int LEAST_PASSPHRASE = 12;

    /** When the last one succeeded, wherever it went. */
    private static final String LAST = "last-success";

    private final Installation installation;
    private final BackupSettings settings;
    private final DataSource database;
    private final Clock clock;
    private final Ids ids;
    private final Leases leases;

    @Activate
    public Backups(
            BackupSettings settings,
            @Reference(target = "(name=aistack)") DataSource database,
            @Reference Clock clock,
            @Reference Ids ids,
            @Reference Leases leases) {
        this(Installation.here(), settings, database, clock, ids, leases);
    }

    Backups(
            Installation installation,
            BackupSettings settings,
            DataSource database,
            Clock clock,
            Ids ids,
            Leases leases) {
        this.installation = installation;
        this.settings = settings;
        this.database = database;
        this.clock = clock;
        this.ids = ids;
        this.leases = leases;
    }

    /** Where backups are kept. */
    public Path folder() {
        return settings.folder().isBlank() ? installation.backups() : Path.of(settings.folder());
    }

    /** Whether backups are made without being asked for. */
    public boolean scheduled() {
        return !settings.folder().isBlank();
    }

    public String cron() {
        return settings.cron();
    }

    /** Whether keys are saved when nobody says it. */
    public boolean keysByDefault() {
        return !settings.passphrase__file().isBlank();
    }

    /**
     * Makes sure that keys can be sealed.
     *
     * @throws Problem when no passphrase is set
     */
    public void keyed() {
        Arrays.fill(passphrase(settings.passphrase__file()), ' ');
    }

    /** Makes a backup in the usual folder and removes what need not be kept any longer. */
    public Manifest make(boolean withKeys, Progress progress) {
        Manifest made = make(folder(), withKeys ? passphrase(settings.passphrase__file()) : null, progress);
        prune();
        return made;
    }

    /**
     * Makes a backup and reads it again.
     *
     * @param target folder in which it gets one of its own
     * @param passphrase for the keys; null to leave them out
     */
    public Manifest make(Path target, char[] passphrase, Progress progress) {
        Lease lease = leases.acquire("backup.make", LEASE).orElseThrow(() -> Problem.of(BackupError.BACKUP_RUNNING));
        try (lease) {
            String id = STAMP.format(clock.instant()) + "-" + Id.text(ids.next());
            Path folder = target.toAbsolutePath().normalize().resolve(id);
            try {
                Files.createDirectories(folder.getParent());
                new BackupMaker(installation, database, clock, folder, progress).make(passphrase);
                Manifest manifest = Verification.run(folder, count -> progress.at(WRITTEN, READING));
                succeeded();
                return manifest;
            } catch (IOException | SQLException | RuntimeException | Error e) {
                remove(folder);
                throw e instanceof FileSystemException file
                        ? Problem.of(BackupError.BACKUP_FOLDER, file.getMessage())
                        : unchecked(e);
            }
        }
    }

    private static RuntimeException unchecked(Throwable failure) {
        if (failure instanceof RuntimeException known) {
            return known;
        }
        if (failure instanceof Error error) {
            throw error;
        }
        return failure instanceof IOException io ? new UncheckedIOException(io) : new IllegalStateException(failure);
    }

    private void remove(Path folder) {
        try {
            Durable.delete(folder);
        } catch (IOException e) {
            LOG.warn("an unfinished backup stays in {}: {}", folder, e.getMessage());
        }
    }

    /**
     * Reads a passphrase.
     *
     * @throws Problem when there is none, or it is too short
     */
    public static char[] passphrase(String file) {
        try {
            String text = file.isBlank() ? "" : Files.readString(Path.of(file)).strip();
            if (text.length() >= LEAST_PASSPHRASE) {
                return text.toCharArray();
            }
        } catch (IOException e) {
            LOG.warn("the passphrase cannot be read: {}", e.getMessage());
        }
        throw Problem.of(BackupError.PASSPHRASE_REQUIRED);
    }

    /** All complete backups in the usual folder, the newest first. */
    public List<Manifest> list() {
        var found = new ArrayList<Manifest>();
        for (Path folder : folders()) {
            try {
                found.add(Manifest.read(folder));
            } catch (IOException e) {
                LOG.debug("{} is not a backup: {}", folder, e.getMessage());
            }
        }
        found.sort(Comparator.comparing(Manifest::moment).reversed());
        return found;
    }

    private List<Path> folders() {
        if (!Files.isDirectory(folder())) {
            return List.of();
        }
        try (var all = Files.list(folder())) {
            return all.filter(
                            path -> NAME.matcher(path.getFileName().toString()).matches())
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The backup of this id, unless it is incomplete. */
    public Optional<Manifest> find(String id) {
        return NAME.matcher(id).matches()
                ? list().stream().filter(m -> m.id().equals(id)).findFirst()
                : Optional.empty();
    }

    /**
     * Reads a backup again.
     *
     * @throws Problem when it is not what was written
     */
    public Manifest verify(String id, Progress progress) {
        try {
            return Verification.run(folder().resolve(id), count -> progress.at(0, READING));
        } catch (IOException e) {
            throw Problem.of(BackupError.BACKUP_DAMAGED, e.getMessage());
        }
    }

    /** Removes old backups, and what crashes left. Only called while nobody else makes one here. */
    private void prune() {
        List<Manifest> all = list();
        var kept = new Retention(settings.keep__daily(), settings.keep__weekly(), settings.keep__monthly())
                .keep(all.stream().map(Manifest::moment).toList());
        List<String> good = all.stream()
                .filter(manifest -> kept.contains(manifest.moment()))
                .map(Manifest::id)
                .toList();
        folders().stream()
                .filter(path -> !good.contains(path.getFileName().toString()))
                .filter(path -> old(path))
                .forEach(this::remove);
    }

    /** A folder that is being written may be another server's. */
    private boolean old(Path folder) {
        try {
            return Files.exists(folder.resolve(Manifest.NAME))
                    || Files.getLastModifiedTime(folder)
                            .toInstant()
                            .isBefore(clock.instant().minus(Duration.ofDays(1)));
        } catch (IOException e) {
            return false;
        }
    }

    private void succeeded() throws IOException {
        Files.createDirectories(installation.backups());
        Durable.write(
                installation.backups().resolve(LAST),
                clock.instant().toString().getBytes(java.nio.charset.StandardCharsets.US_ASCII));
    }

    /** When a backup succeeded for the last time; empty when none ever did. */
    public Optional<Instant> last() {
        Optional<Instant> noted = Optional.empty();
        try {
            noted = Optional.of(Instant.parse(
                    Files.readString(installation.backups().resolve(LAST)).strip()));
        } catch (IOException | java.time.DateTimeException e) {
            LOG.debug("no backup was made by this server", e);
        }
        Optional<Instant> seen = list().stream().findFirst().map(Manifest::moment);
        return java.util.stream.Stream.of(noted, seen).flatMap(Optional::stream).max(Comparator.naturalOrder());
    }
}
