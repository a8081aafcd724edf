package org.aistack.kernel.catalog.internal.deploy;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import org.aistack.kernel.Text;
import org.aistack.kernel.catalog.Deployment;
import org.aistack.kernel.catalog.Deployment.Action;
import org.aistack.kernel.catalog.Deployment.Content;
import org.aistack.kernel.catalog.Deployment.Status;
import org.aistack.kernel.catalog.Deployment.Step;
import org.aistack.kernel.catalog.internal.Protection;
import org.aistack.kernel.catalog.internal.deploy.box.Bundles;
import org.aistack.kernel.catalog.internal.deploy.box.Limited;
import org.aistack.kernel.catalog.internal.deploy.box.Missing;
import org.aistack.kernel.catalog.internal.deploy.gate.Jar;
import org.aistack.kernel.catalog.internal.deploy.gate.Judge;
import org.aistack.kernel.catalog.internal.deploy.gate.Refused;
import org.aistack.kernel.catalog.internal.deploy.gate.Rules;
import org.aistack.kernel.catalog.internal.deploy.state.InService;
import org.aistack.kernel.catalog.internal.deploy.state.Ledger;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleException;
import org.osgi.framework.Constants;
import org.osgi.framework.wiring.FrameworkWiring;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** One deployment being carried out, step by step. What goes wrong ends in what was there before. */
final class Attempt implements Watch.Listener {

    private static final Logger LOG = LoggerFactory.getLogger(Attempt.class);

    private final Site site;
    private final Chronicle chronicle;
    private final DeploySettings settings;
    private final Rules rules;
    private final Judge judge = new Judge(Judge.Limits.DEFAULT);
    private final BooleanSupplier cancelled;
    private final BooleanSupplier closing;
    private final String id;
    private Deployment deployment;

    Attempt(
            Site site,
            Chronicle chronicle,
            DeploySettings settings,
            Rules rules,
            String id,
            BooleanSupplier cancelled,
            BooleanSupplier closing) {
        this.site = site;
        this.chronicle = chronicle;
        this.settings = settings;
        this.rules = rules;
        this.id = id;
        this.cancelled = cancelled;
        this.closing = closing;
    }

    /** The server goes down: the next start goes on from here. */
    static final class Interrupted extends RuntimeException {
        private static final long serialVersionUID = 1L;

        Interrupted() {
            super("the server stops", null, false, false);
        }
    }

    Deployment carryOut() {
        deployment = chronicle.begun(id);
        try {
            if (deployment.action() == Action.UNINSTALL
                    || deployment.content().sha256().isEmpty()) {
                return remove();
            }
            return bring();
        } catch (Refused refused) {
            return end(Status.REFUSED, Step.VERIFY, Optional.of(refused.reason()), Optional.empty());
        } catch (Fault fault) {
            return fault.untouched()
                    ? end(Status.FAILED, fault.step(), Optional.of(fault.reason()), Optional.empty())
                    : undo(fault.step(), fault.reason());
        } catch (Interrupted stopping) {
            throw stopping;
        } catch (IOException | BundleException | RuntimeException problem) {
            LOG.warn("the deployment {} of {} failed", id, deployment.content().symbolicName(), problem);
            return undo(ledger().find(id).orElseThrow().step(), Words.plain(Words.firstLine(problem)));
        }
    }

    private Deployment bring() throws Refused, Fault, IOException, BundleException {
        Content wanted = deployment.content();
        if (!ledger().contents().has(wanted.sha256())) {
            throw new Refused(Words.say("文件已不再保留", "The file is no longer kept"));
        }
        Jar jar = judge.judge(ledger().contents().path(wanted.sha256()));
        Content content = new Content(jar.symbolicName(), jar.version(), wanted.sha256());
        deployment = chronicle.known(deployment.with(deployment.action(), content, deployment.before()));
        rules.check(jar, jar.plate() ? site.bundles().rival(jar.id(), jar.symbolicName()) : Optional.empty());
        Optional<Bundle> there = site.bundles().named(jar.symbolicName());
        // whoever wants it read again wants it begun again, too
        boolean again = deployment.action() == Action.UPDATE || deployment.attempts() > 1;
        if (deployment.attempts() == 1) {
            Action action = deployment.action() == Action.ROLLBACK
                    ? Action.ROLLBACK
                    : there.isPresent() ? Action.UPDATE : Action.INSTALL;
            Content before = there.isPresent() ? inService(there.get()) : Content.NONE;
            deployment = chronicle.known(deployment.with(action, content, before));
        }
        if (Protection.covers(jar.symbolicName()) && there.isPresent()) {
            return stage(there.get());
        }
        if (there.isPresent()
                && deployment.before().sha256().equals(wanted.sha256())
                && there.get().getState() == Bundle.ACTIVE
                && !again) {
            return done();
        }
        goOn();
        tolerate(there);
        Bundle bundle = put(there);
        resolve(bundle);
        new Watch(site, settings.health(), ledger().tolerated(id), this).untilWell(bundle);
        return done();
    }

    /** What did not work before is not blamed on the new version. */
    private void tolerate(Optional<Bundle> there) {
        if (ledger().tolerated(id) == null) {
            boolean ran = there.isPresent() && there.get().getState() == Bundle.ACTIVE;
            ledger().tolerate(id, ran ? site.pulse(there.get()).unwell() : List.of());
        }
    }

    /** The content that runs, kept so that it can come back. */
    private Content inService(Bundle bundle) throws IOException {
        String name = bundle.getSymbolicName();
        Optional<InService> known = ledger().inService(name)
                .filter(one -> one.present()
                        && site.applied()
                                .holds(name, bundle.getBundleId(), one.content().sha256()))
                .filter(one -> ledger().contents().has(one.content().sha256()));
        if (known.isPresent()) {
            return known.get().content();
        }
        try (InputStream content = site.bundles().content(bundle)) {
            return new Content(
                    name, bundle.getVersion().toString(), ledger().contents().keep(content));
        }
    }

    private Bundle put(Optional<Bundle> there) throws Fault, IOException, BundleException {
        step(Step.INSTALL);
        Content content = deployment.content();
        var jar = ledger().contents().path(content.sha256());
        Bundle bundle;
        if (there.isPresent()) {
            bundle = there.get();
            halt(bundle);
            Bundles.replace(bundle, jar);
        } else {
            bundle = site.bundles().install(content.symbolicName(), jar);
        }
        site.applied().set(content.symbolicName(), bundle.getBundleId(), content.sha256());
        return bundle;
    }

    private void halt(Bundle bundle) throws Fault {
        Limited stop = site.stop(bundle, Bundle.STOP_TRANSIENT, settings.stop());
        if (stop.runs()) {
            Text reason = Words.say(
                    "旧版本无法停止：{0}",
                    "The old version does not stop: {0}", stop.trouble().orElseThrow());
            throw new Fault(Step.INSTALL, reason, true);
        }
    }

    private void resolve(Bundle bundle) throws Fault {
        step(Step.RESOLVE);
        var wiring = site.context().getBundle(Constants.SYSTEM_BUNDLE_LOCATION).adapt(FrameworkWiring.class);
        // the framework gives up when another thread resolves at the same moment; asking again is right then
        boolean resolved = wiring.resolveBundles(List.of(bundle)) || wiring.resolveBundles(List.of(bundle));
        if (!resolved) {
            Text missing = Words.join(Missing.of(site.context(), bundle));
            throw new Fault(Step.RESOLVE, Words.say("无法解析：{0}", "It cannot be resolved: {0}", missing));
        }
    }

    @Override
    public void step(Step step) {
        deployment = chronicle.step(id, step);
    }

    @Override
    public void goOn() throws Fault {
        if (closing.getAsBoolean() || site.closing()) {
            throw new Interrupted();
        }
        if (cancelled.getAsBoolean()) {
            throw new Fault(deployment.step(), Words.say("已取消", "It was cancelled"));
        }
    }

    private Deployment done() throws IOException {
        Content content = deployment.content();
        if (shipped(content)) {
            // then the distribution goes on deciding what is in service, also after an upgrade
            ledger().forget(content.symbolicName());
            return end(Status.DONE, Step.DONE, Optional.empty(), Optional.empty());
        }
        var now = new InService(content, chronicle.base(deployment), false, true);
        return end(Status.DONE, Step.DONE, Optional.empty(), Optional.of(now));
    }

    /** Whether it is just what the distribution brings. */
    private boolean shipped(Content content) throws IOException {
        Optional<Path> shelf = site.bundles().named(content.symbolicName()).flatMap(site.bundles()::shelf);
        return shelf.isPresent()
                && Files.mismatch(shelf.get(), ledger().contents().path(content.sha256())) < 0;
    }

    private Deployment remove() throws Fault, IOException, BundleException {
        String name = deployment.content().symbolicName();
        Bundle bundle = site.bundles().named(name).orElse(null);
        if (bundle == null) {
            return end(Status.DONE, Step.DONE, Optional.empty(), Optional.empty());
        }
        if (deployment.attempts() == 1) {
            Content before = inService(bundle);
            deployment = chronicle.known(
                    deployment.with(deployment.action(), new Content(name, before.version(), ""), before));
        }
        String base = Bundles.ours(bundle)
                ? ledger().inService(name).map(InService::base).orElse("")
                : chronicle.base(deployment);
        step(Step.INSTALL);
        halt(bundle);
        Limited gone = Limited.call("deploy-uninstall-" + name, settings.stop(), bundle::uninstall);
        Optional<Text> trouble = gone.trouble();
        if (trouble.isPresent()) {
            throw new Fault(Step.INSTALL, trouble.get());
        }
        site.applied().forget(name);
        if (base.isEmpty()) {
            ledger().forget(name);
        }
        var absent = new InService(deployment.content(), base, false, false);
        return end(Status.DONE, Step.DONE, Optional.empty(), base.isEmpty() ? Optional.empty() : Optional.of(absent));
    }

    /** Parts of the foundation are exchanged where the distribution keeps them, and taken up by the next start. */
    private Deployment stage(Bundle bundle) throws IOException, Fault {
        var shelf = site.bundles()
                .shelf(bundle)
                .orElseThrow(() -> new Fault(Step.INSTALL, Words.say("它不在发行包中", "The distribution does not hold it")));
        step(Step.INSTALL);
        var fresh = shelf.resolveSibling(shelf.getFileName() + ".new");
        Files.copy(ledger().contents().path(deployment.content().sha256()), fresh, StandardCopyOption.REPLACE_EXISTING);
        Files.move(fresh, shelf, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        return end(
                Status.STAGED,
                Step.DONE,
                Optional.of(Words.say("下次启动时生效", "It takes effect with the next start")),
                Optional.empty());
    }

    private Deployment undo(Step step, Text reason) {
        return new WayBack(site, chronicle, settings, deployment).take(step, reason, cancelled.getAsBoolean());
    }

    private Deployment end(Status status, Step step, Optional<Text> reason, Optional<InService> now) {
        return chronicle.end(id, status, step, reason, now);
    }

    private Ledger ledger() {
        return chronicle.ledger();
    }
}
