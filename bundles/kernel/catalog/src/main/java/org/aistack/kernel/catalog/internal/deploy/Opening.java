package org.aistack.kernel.catalog.internal.deploy;

import java.io.IOException;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardWatchEventKinds;
import java.nio.file.WatchKey;
import java.nio.file.WatchService;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.aistack.kernel.catalog.internal.deploy.state.InService;
import org.aistack.kernel.catalog.internal.deploy.state.Ledger;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleException;
import org.osgi.framework.Constants;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Reference;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Once everything that belongs to the server is there: what was stopped or taken away is so again, broken off deployments
 * go on, and the deploy folder is watched.
 */
@Component(
        service = {},
        immediate = true)
public final class Opening {

    private static final Logger LOG = LoggerFactory.getLogger(Opening.class);
    private static final String BOOTED = "org.apache.karaf.features.BootFinished";
    private static final Duration PATIENCE = Duration.ofSeconds(120);
    private static final long IDLE_MS = 1_000;
    private static final long SOON_MS = 60;

    private final Site site;
    private final Ledger ledger;
    private final Deployer deployer;
    private final DeploySettings settings;
    private final Thread thread = new Thread(this::run, "deploy-folder");

    @Activate
    public Opening(
            @Reference Site site,
            @Reference Ledger ledger,
            @Reference Deployer deployer,
            @Reference DeploySettings settings) {
        this.site = site;
        this.ledger = ledger;
        this.deployer = deployer;
        this.settings = settings;
        thread.setDaemon(true);
        thread.start();
    }

    @Deactivate
    void stop() {
        thread.interrupt();
    }

    private void run() {
        try {
            awaitBoot();
            ledger.inService().values().forEach(this::asItWas);
            deployer.resume();
            watch();
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
        } catch (RuntimeException problem) {
            LOG.error("the deploy folder is not watched", problem);
        }
    }

    private void awaitBoot() throws InterruptedException {
        long end = System.nanoTime() + PATIENCE.toNanos();
        while (!booted() && System.nanoTime() < end) {
            TimeUnit.MILLISECONDS.sleep(SOON_MS);
        }
    }

    /** Before that a start is only noted down for the container, which would do it on the one thread that starts all. */
    private boolean booted() {
        Bundle system = site.context().getBundle(Constants.SYSTEM_BUNDLE_LOCATION);
        return system.getState() == Bundle.ACTIVE && site.context().getServiceReference(BOOTED) != null;
    }

    private void asItWas(InService wanted) {
        String name = wanted.content().symbolicName();
        site.bundles().named(name).ifPresent(bundle -> {
            try {
                if (!wanted.present()) {
                    LOG.info("{} was taken away and stays away", name);
                    bundle.uninstall();
                } else if (wanted.stopped() && bundle.getState() == Bundle.ACTIVE) {
                    LOG.info("{} was stopped and stays stopped", name);
                    bundle.stop();
                }
            } catch (BundleException | IllegalStateException problem) {
                LOG.error("{} cannot be made as it was", name, problem);
            }
        });
    }

    private void watch() throws InterruptedException {
        Path path = Path.of(String.valueOf(site.context().getProperty("karaf.base")), "deploy");
        var folder = new DropFolder(path, deployer, ledger);
        if (!"development".equals(site.context().getProperty("aistack.profile")) && folder.open()) {
            LOG.warn("everybody may write to {}: it is not watched", path);
            return;
        }
        try (WatchService watcher = FileSystems.getDefault().newWatchService()) {
            Files.createDirectories(path);
            path.register(
                    watcher,
                    StandardWatchEventKinds.ENTRY_CREATE,
                    StandardWatchEventKinds.ENTRY_MODIFY,
                    StandardWatchEventKinds.ENTRY_DELETE);
            boolean soon = true;
            while (!thread.isInterrupted()) {
                WatchKey key = watcher.poll(soon ? SOON_MS : IDLE_MS, TimeUnit.MILLISECONDS);
                if (key != null) {
                    key.pollEvents();
                    key.reset();
                }
                soon = settings.open() && look(folder);
            }
        } catch (IOException problem) {
            LOG.error("{} cannot be watched", path, problem);
        }
    }

    private static boolean look(DropFolder folder) {
        try {
            return folder.look();
        } catch (IOException | RuntimeException problem) {
            LOG.warn("the deploy folder cannot be read", problem);
            return false;
        }
    }
}
