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
import org.aistack.kernel.data.FileHold;
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
    private static final String LEASE_NAME = "backup.make";
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
        release();
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

    /** A server that died in the middle still holds files; if it was this one, nobody needs them any longer. */
    private void release() {
        try {
            leases.acquire(LEASE_NAME, LEASE).ifPresent(lease -> {
                try (lease) {
                    Files.deleteIfExists(installation.files().resolve(FileHold.MARK));
                } catch (IOException e) {
                    LOG.warn("files stay held for a while: {}", e.getMessage());
                }
            });
        } catch (RuntimeException e) {
            LOG.debug("the database does not say whether a backup is being made", e);
        }
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

    /** Makes a backup in the usual folder. */
    public Manifest make(boolean withKeys, Progress progress) {
        return make(folder(), withKeys ? passphrase(settings.passphrase__file()) : null, progress);
    }

    /**
     * Makes a backup and reads it again. Backups in the usual folder that need not be kept any longer are removed then.
     *
     * @param target folder in which it gets one of its own
     * @param passphrase for the keys; null to leave them out
     */
    public Manifest make(Path target, char[] passphrase, Progress progress) {
        Lease lease = leases.acquire(LEASE_NAME, LEASE).orElseThrow(() -> Problem.of(BackupError.BACKUP_RUNNING));
        try (lease) {
            String id = STAMP.format(clock.instant()) + "-" + Id.text(ids.next());
            Path folder = target.toAbsolutePath().normalize().resolve(id);
            try {
                Files.createDirectories(folder.getParent());
                unfinished(folder.getParent());
                new BackupMaker(installation, database, clock, folder, progress).make(passphrase);
                Manifest manifest = Verification.run(folder, count -> progress.at(WRITTEN, READING));
                succeeded();
                prune();
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
        for (Path folder : folders(folder())) {
            try {
                found.add(Manifest.read(folder));
            } catch (IOException e) {
                LOG.debug("{} is not a backup: {}", folder, e.getMessage());
            }
        }
        found.sort(Comparator.comparing(Manifest::moment).reversed());
        return found;
    }

    private static List<Path> folders(Path target) {
        if (!Files.isDirectory(target)) {
            return List.of();
        }
        try (var all = Files.list(target)) {
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

    /** Removes old backups. */
    private void prune() {
        List<Manifest> all = list();
        var kept = new Retention(settings.keep__daily(), settings.keep__weekly(), settings.keep__monthly())
                .keep(all.stream().map(Manifest::moment).toList());
        all.stream()
                .filter(manifest -> !kept.contains(manifest.moment()))
                .forEach(manifest -> remove(folder().resolve(manifest.id())));
    }

    /** Removes what a crash left; nobody else writes here while we have the lease. */
    private void unfinished(Path target) {
        folders(target).stream()
                .filter(folder -> !Files.exists(folder.resolve(Manifest.NAME)))
                .forEach(this::remove);
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
