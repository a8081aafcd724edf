package org.aistack.kernel.catalog.internal.deploy;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermission;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.aistack.kernel.Problem;
import org.aistack.kernel.Text;
import org.aistack.kernel.catalog.Deployment;
import org.aistack.kernel.catalog.Deployment.Action;
import org.aistack.kernel.catalog.Deployment.Origin;
import org.aistack.kernel.catalog.Deployment.Status;
import org.aistack.kernel.catalog.Deployment.Via;
import org.aistack.kernel.catalog.internal.deploy.folder.Look;
import org.aistack.kernel.catalog.internal.deploy.folder.Stamp;
import org.aistack.kernel.catalog.internal.deploy.gate.Judge;
import org.aistack.kernel.catalog.internal.deploy.state.Ledger;
import org.aistack.kernel.catalog.internal.deploy.state.Seen;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The folder {@code deploy/}: what lies in it is in service, what is not let in is moved aside with the reason. */
final class DropFolder {

    private static final Logger LOG = LoggerFactory.getLogger(DropFolder.class);

    private final Path folder;
    private final Path rejected;
    private final Deployer deployer;
    private final Ledger ledger;
    private final Look look = new Look();

    DropFolder(Path folder, Deployer deployer, Ledger ledger) {
        this.folder = folder;
        this.rejected = folder.resolve("rejected");
        this.deployer = deployer;
        this.ledger = ledger;
    }

    /** Whether others than its owner may write there. */
    boolean open() {
        try {
            return Files.getPosixFilePermissions(folder).contains(PosixFilePermission.OTHERS_WRITE);
        } catch (IOException | UnsupportedOperationException unknown) {
            return false;
        }
    }

    /** Looks once and does what there is to do; true when it is worth looking again soon. */
    boolean look() throws IOException {
        Map<String, Stamp> there = files();
        Look.Todo todo = look.at(System.nanoTime() / 1_000_000, there, ledger.files(), this::whole);
        todo.arrived().forEach(name -> arrived(name, there.get(name)));
        todo.gone().forEach(this::gone);
        tidy(there);
        return todo.unsettled();
    }

    private Map<String, Stamp> files() throws IOException {
        Map<String, Stamp> found = new TreeMap<>();
        try (DirectoryStream<Path> files = Files.newDirectoryStream(folder)) {
            for (Path file : files) {
                String name = file.getFileName().toString();
                boolean meant =
                        !name.startsWith(".") && name.toLowerCase(Locale.ROOT).endsWith(".jar");
                if (meant && Files.isRegularFile(file)) {
                    stamp(file).ifPresent(stamp -> found.put(name, stamp));
                }
            }
        }
        return found;
    }

    private static Optional<Stamp> stamp(Path file) {
        try {
            return Optional.of(
                    new Stamp(Files.size(file), Files.getLastModifiedTime(file).toMillis()));
        } catch (IOException gone) {
            return Optional.empty();
        }
    }

    /** The table of contents of a jar is at its end. */
    private boolean whole(String name) {
        try (var zip = new java.util.zip.ZipFile(folder.resolve(name).toFile())) {
            return zip.size() > 0;
        } catch (IOException notYet) {
            return false;
        }
    }

    private void arrived(String name, Stamp stamp) {
        Path file = folder.resolve(name);
        String symbolicName = Judge.name(file);
        remember(name, stamp, symbolicName);
        try {
            Deployment accepted = deployer.accept(file, new Origin(Via.FOLDER, owner(file), name, false));
            if (!stamp(file).equals(Optional.of(stamp))) {
                deployer.cancel(accepted.id());
                ledger.file(name, Optional.empty());
                return;
            }
            Optional<String> other = other(name, symbolicName);
            if (other.isPresent()) {
                ended(
                        name,
                        deployer.refuse(
                                accepted.id(),
                                Words.say(
                                        "{0} 已由文件 {1} 部署；请替换那个文件",
                                        "{0} is deployed by the file {1} already; replace that file",
                                        symbolicName,
                                        other.get())));
                return;
            }
            deployer.begin(accepted.id()).thenAccept(end -> ended(name, end));
        } catch (Problem problem) {
            reject(name, new Text(problem.detail(Locale.CHINESE), problem.detail(Locale.ENGLISH)), "");
        } catch (RuntimeException problem) {
            ledger.file(name, Optional.empty()); // tried again with the next look
            throw problem;
        }
    }

    private void remember(String name, Stamp stamp, String symbolicName) {
        ledger.file(name, Optional.of(new Seen(stamp.size(), stamp.modified(), symbolicName)));
    }

    /** Another file that lies there and brings the same bundle. */
    private Optional<String> other(String name, String symbolicName) {
        return ledger.files().entrySet().stream()
                .filter(entry -> !entry.getKey().equals(name)
                        && !symbolicName.isEmpty()
                        && entry.getValue().symbolicName().equals(symbolicName)
                        && Files.exists(folder.resolve(entry.getKey())))
                .map(Map.Entry::getKey)
                .findFirst();
    }

    private void ended(String name, Deployment end) {
        if (end.status() == Status.REFUSED || end.status() == Status.ROLLED_BACK) {
            String back = end.status() == Status.ROLLED_BACK
                    ? end.before().sha256()
                    : ledger.inService(end.content().symbolicName())
                            .filter(one -> one.present()
                                    && other(name, end.content().symbolicName()).isEmpty())
                            .map(one -> one.content().sha256())
                            .orElse("");
            reject(name, end.reason().orElse(Words.plain("")), back);
        }
    }

    /**
     * Moves a file aside.
     *
     * @param back content that was brought by a file of this name before and is still in service; it lies there again
     */
    private void reject(String name, Text reason, String back) {
        try {
            Files.createDirectories(rejected);
            Path file = folder.resolve(name);
            boolean before = ledger.history().stream()
                    .filter(one -> one.origin().via() == Via.FOLDER
                            && one.origin().file().equals(name))
                    .anyMatch(one -> one.status() == Status.DONE
                            && one.content().sha256().equals(back));
            Files.move(file, rejected.resolve(name), StandardCopyOption.REPLACE_EXISTING);
            Files.writeString(rejected.resolve(name + ".reason.txt"), reason.zh() + "\n" + reason.en() + "\n");
            LOG.warn("{} was moved to deploy/rejected: {}", name, reason.en());
            if (before && ledger.contents().has(back)) {
                putBack(name, back);
            } else {
                ledger.file(name, Optional.empty());
            }
        } catch (IOException problem) {
            LOG.warn("{} cannot be moved to deploy/rejected ({})", name, reason.en(), problem);
        }
    }

    private void putBack(String name, String sha256) throws IOException {
        Path fresh = folder.resolve("." + name + ".back");
        Files.copy(ledger.contents().path(sha256), fresh, StandardCopyOption.REPLACE_EXISTING);
        Optional<Stamp> stamp = stamp(fresh);
        if (stamp.isPresent()) {
            remember(name, stamp.get(), Judge.name(fresh));
            Files.move(
                    fresh, folder.resolve(name), StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        }
    }

    private void gone(String name) {
        Seen seen = ledger.files().get(name);
        ledger.file(name, Optional.empty());
        String symbolicName = seen.symbolicName();
        if (symbolicName.isEmpty() || other(name, symbolicName).isPresent()) {
            return;
        }
        deployer.takeAway(symbolicName, new Origin(Via.FOLDER, "system", name, false))
                .ifPresent(deployment -> deployer.begin(deployment.id()));
    }

    /** What was taken away by other ways does not go on lying there. */
    private void tidy(Map<String, Stamp> there) throws IOException {
        for (var entry : ledger.files().entrySet()) {
            String name = entry.getKey();
            boolean away = there.containsKey(name)
                    && there.get(name).is(entry.getValue())
                    && ledger.newest(entry.getValue().symbolicName())
                            .filter(one -> one.status() == Status.DONE
                                    && one.content().sha256().isEmpty()
                                    && (one.action() == Action.UNINSTALL || one.action() == Action.ROLLBACK))
                            .isPresent();
            if (away) {
                ledger.file(name, Optional.empty());
                Files.deleteIfExists(folder.resolve(name));
            }
        }
    }

    private static String owner(Path file) {
        try {
            return Files.getOwner(file).getName();
        } catch (IOException | UnsupportedOperationException unknown) {
            return "system";
        }
    }
}
