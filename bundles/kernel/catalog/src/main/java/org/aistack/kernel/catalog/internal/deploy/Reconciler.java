package org.aistack.kernel.catalog.internal.deploy;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;
import org.aistack.kernel.catalog.Deployment;
import org.aistack.kernel.catalog.Deployment.Content;
import org.aistack.kernel.catalog.Deployment.Status;
import org.aistack.kernel.catalog.internal.deploy.box.Bundles;
import org.aistack.kernel.catalog.internal.deploy.state.Contents;
import org.aistack.kernel.catalog.internal.deploy.state.InService;
import org.aistack.kernel.catalog.internal.deploy.state.Ledger;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleException;
import org.osgi.framework.Version;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Gives a container that was just started what was deployed: before the capabilities start, so that no other version of
 * them ever touches their data. It has work to do when the container's cache was wiped, and after two crashes in the middle
 * of the same deployment.
 */
@Component(
        service = {},
        immediate = true)
public final class Reconciler {

    private static final Logger LOG = LoggerFactory.getLogger(Reconciler.class);
    private static final int TRIES = 2;

    private final Site site;
    private final Ledger ledger;

    @Activate
    public Reconciler(@Reference Site site, @Reference Ledger ledger) {
        this.site = site;
        this.ledger = ledger;
        ledger.history().stream().filter(one -> one.status() == Status.RUNNING).forEach(this::brokenOff);
        ledger.inService().values().stream()
                .filter(wanted -> !running(wanted.content().symbolicName()))
                .forEach(this::bringBack);
    }

    /**
     * The server ended during a deployment: what was there before starts with it, and the deployment is tried again once
     * everything runs. Twice is enough.
     */
    private void brokenOff(Deployment one) {
        Content content = one.content();
        boolean back = !one.before().sha256().isEmpty();
        String base = ledger.inService(content.symbolicName())
                .map(InService::base)
                .orElse(one.before().version());
        var before = back ? new InService(one.before(), base, false, true) : new InService(content, "", true, true);
        if (back) {
            bringBack(before);
        } else {
            site.bundles().named(content.symbolicName()).ifPresent(this::still);
        }
        if (one.attempts() >= TRIES) {
            giveUp(one, back);
            if (!content.symbolicName().isEmpty()) {
                ledger.serve(before);
            }
        }
    }

    private void giveUp(Deployment one, boolean back) {
        var reason = Words.say("部署期间服务器两次意外终止", "The server ended twice during this deployment");
        LOG.error("{} {}: {}", one.content().symbolicName(), one.content().version(), reason.en());
        ledger.change(
                one.id(),
                d -> d.with(
                        back ? Status.ROLLED_BACK : Status.FAILED,
                        d.step(),
                        Optional.of(reason),
                        Optional.of(java.time.Instant.now())));
    }

    private void still(Bundle bundle) {
        try {
            bundle.stop();
        } catch (BundleException | IllegalStateException problem) {
            LOG.warn("{} cannot be stopped", bundle.getSymbolicName(), problem);
        }
    }

    private void bringBack(InService wanted) {
        Content content = wanted.content();
        String name = content.symbolicName();
        if (!wanted.present() || content.sha256().isEmpty()) {
            return;
        }
        try {
            Optional<Bundle> there = site.bundles().named(name);
            if (there.isPresent() && holds(there.get(), content)) {
                return;
            }
            Contents contents = ledger.contents();
            if (!contents.has(content.sha256())) {
                LOG.error("{} {} was in service, but its file is gone", name, content.version());
                return;
            }
            put(there, wanted, contents.path(content.sha256()));
        } catch (IOException | BundleException | RuntimeException problem) {
            LOG.error("{} {} was in service and cannot be brought back", name, content.version(), problem);
        }
    }

    private void put(Optional<Bundle> there, InService wanted, Path jar) throws IOException, BundleException {
        Content content = wanted.content();
        Bundle bundle;
        if (there.isEmpty()) {
            bundle = site.bundles().install(content.symbolicName(), jar);
            site.applied().set(content.symbolicName(), bundle.getBundleId(), content.sha256());
            if (!wanted.stopped()) {
                site.start(bundle);
            }
        } else {
            bundle = there.get();
            if (newer(bundle, wanted)) {
                LOG.info("{}: the distribution brings {}", content.symbolicName(), bundle.getVersion());
                ledger.forget(content.symbolicName());
                return;
            }
            boolean ran = bundle.getState() == Bundle.ACTIVE;
            if (ran) {
                bundle.stop(Bundle.STOP_TRANSIENT);
            }
            Bundles.replace(bundle, jar);
            site.applied().set(content.symbolicName(), bundle.getBundleId(), content.sha256());
            if (ran) {
                site.start(bundle);
            }
        }
        LOG.info("{} {} is in service again", content.symbolicName(), content.version());
    }

    private boolean holds(Bundle bundle, Content content) {
        return site.applied().holds(content.symbolicName(), bundle.getBundleId(), content.sha256());
    }

    private boolean running(String name) {
        return ledger.history().stream()
                .anyMatch(one -> one.status() == Status.RUNNING
                        && one.content().symbolicName().equals(name));
    }

    /** An upgraded distribution brings something newer than what it brought before and than what was deployed. */
    private static boolean newer(Bundle shipped, InService wanted) {
        Version version = shipped.getVersion();
        return !Bundles.ours(shipped)
                && !wanted.base().isEmpty()
                && version.compareTo(Version.parseVersion(wanted.base())) > 0
                && version.compareTo(Version.parseVersion(wanted.content().version())) > 0;
    }
}
