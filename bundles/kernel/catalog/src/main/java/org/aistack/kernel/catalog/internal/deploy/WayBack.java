package org.aistack.kernel.catalog.internal.deploy;

import java.io.IOException;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.locks.LockSupport;
import org.aistack.kernel.Text;
import org.aistack.kernel.catalog.Deployment;
import org.aistack.kernel.catalog.Deployment.Action;
import org.aistack.kernel.catalog.Deployment.Content;
import org.aistack.kernel.catalog.Deployment.Status;
import org.aistack.kernel.catalog.Deployment.Step;
import org.aistack.kernel.catalog.internal.deploy.box.Bundles;
import org.aistack.kernel.catalog.internal.deploy.box.Limited;
import org.aistack.kernel.catalog.internal.deploy.box.Verdict;
import org.aistack.kernel.catalog.internal.deploy.state.InService;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleException;

/** Brings back what was there before a deployment that did not work. */
final class WayBack {

    private static final Duration LOOK = Duration.ofMillis(150);
    /** How long the version before gets until its components are there again. */
    private static final Duration PATIENCE = Duration.ofSeconds(10);

    private final Site site;
    private final Chronicle chronicle;
    private final DeploySettings settings;
    private final Deployment deployment;

    WayBack(Site site, Chronicle chronicle, DeploySettings settings, Deployment deployment) {
        this.site = site;
        this.chronicle = chronicle;
        this.settings = settings;
        this.deployment = deployment;
    }

    /**
     * Ends the deployment. A bundle that has nothing before it stays, and stays apart.
     *
     * @param silence whether such a bundle is stopped
     */
    Deployment take(Step step, Text reason, boolean silence) {
        Optional<Bundle> there = site.bundles().named(deployment.content().symbolicName());
        if (there.isEmpty() || deployment.action() == Action.UNINSTALL) {
            return end(Status.FAILED, step, reason, Optional.empty());
        }
        Bundle bundle = there.get();
        if (!deployment.before().sha256().isEmpty()) {
            return bringBack(bundle, deployment.before(), step, reason);
        }
        if (silence || site.occupied(bundle)) {
            site.stop(bundle, 0, settings.stop());
        }
        boolean rests = bundle.getState() != Bundle.ACTIVE;
        return end(Status.FAILED, step, reason, Optional.of(new InService(deployment.content(), base(), rests, true)));
    }

    private Deployment bringBack(Bundle bundle, Content before, Step step, Text reason) {
        var now = Optional.of(new InService(before, base(), false, true));
        try {
            Bundle back = putBack(bundle, before);
            site.applied().set(before.symbolicName(), back.getBundleId(), before.sha256());
            Limited start = site.start(back);
            start.await(settings.health());
            Optional<Text> trouble = start.trouble();
            if (trouble.isEmpty()) {
                awaitWell(back);
                return end(Status.ROLLED_BACK, step, reason, now);
            }
            return end(Status.FAILED, step, notBack(reason, trouble.get()), now);
        } catch (IOException | BundleException | IllegalStateException problem) {
            return end(Status.FAILED, step, notBack(reason, Words.plain(Words.firstLine(problem))), now);
        }
    }

    /** A bundle in which strange code still runs is of no use any more: the old version gets another one. */
    private Bundle putBack(Bundle bundle, Content before) throws IOException, BundleException {
        var jar = chronicle.ledger().contents().path(before.sha256());
        site.stop(bundle, Bundle.STOP_TRANSIENT, settings.stop());
        if (!site.occupied(bundle)) {
            Bundles.replace(bundle, jar);
            return bundle;
        }
        Limited gone = Limited.call("deploy-uninstall-" + before.symbolicName(), settings.stop(), bundle::uninstall);
        if (gone.trouble().isPresent()) {
            throw new BundleException(gone.trouble().get().en());
        }
        return site.bundles().install(before.symbolicName(), jar);
    }

    private void awaitWell(Bundle bundle) {
        List<String> known = chronicle.ledger().tolerated(deployment.id());
        Collection<String> tolerated = known == null ? List.of() : known;
        long end = System.nanoTime() + PATIENCE.toNanos();
        while (System.nanoTime() < end
                && !site.closing()
                && !Verdict.of(site.pulse(bundle), tolerated).healthy()) {
            LockSupport.parkNanos(LOOK.toNanos());
        }
    }

    private static Text notBack(Text reason, Text trouble) {
        return Words.say(
                "{0}；旧版本也无法恢复：{1}", "{0}; and the version before cannot be brought back: {1}", reason, trouble);
    }

    private String base() {
        return chronicle.base(deployment);
    }

    private Deployment end(Status status, Step step, Text reason, Optional<InService> now) {
        return chronicle.end(deployment.id(), status, step, Optional.of(reason), now);
    }
}
