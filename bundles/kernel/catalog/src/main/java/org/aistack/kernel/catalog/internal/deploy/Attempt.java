package org.aistack.kernel.catalog.internal.deploy;

import java.io.IOException;
import java.io.InputStream;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.locks.LockSupport;
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
import org.aistack.kernel.catalog.internal.deploy.box.Verdict;
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

/** One deployment being carried out, step by step. What goes wrong ends in what was there before. */
final class Attempt {

    private static final Duration LOOK = Duration.ofMillis(150);
    /** How long a fault that does not go away by itself is watched before it counts. */
    private static final Duration DOUBT = Duration.ofSeconds(2);
    /** How long the version before gets until its components are there again. */
    private static final Duration BACK = Duration.ofSeconds(10);

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

    /** A step that did not work. */
    private static final class Fault extends Exception {
        private static final long serialVersionUID = 1L;
        private final transient Step step;
        private final transient Text reason;
        private final transient boolean untouched;

        Fault(Step step, Text reason) {
            this(step, reason, false);
        }

        /** @param untouched what was there before is still there, and nothing can be done to it */
        Fault(Step step, Text reason, boolean untouched) {
            super(reason.en(), null, false, false);
            this.step = step;
            this.reason = reason;
            this.untouched = untouched;
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
            return fault.untouched
                    ? end(Status.FAILED, fault.step, Optional.of(fault.reason), Optional.empty())
                    : undo(fault.step, fault.reason);
        } catch (IOException | BundleException problem) {
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
                && deployment.attempts() == 1) {
            return done(there.get());
        }
        goOn();
        tolerate(there);
        Bundle bundle = put(there);
        resolve(bundle);
        watch(bundle);
        return done(bundle);
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
        deployment = chronicle.step(id, Step.INSTALL);
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
        deployment = chronicle.step(id, Step.RESOLVE);
        var wiring = site.context().getBundle(Constants.SYSTEM_BUNDLE_LOCATION).adapt(FrameworkWiring.class);
        // the framework gives up when another thread resolves at the same moment; asking again is right then
        boolean resolved = wiring.resolveBundles(List.of(bundle)) || wiring.resolveBundles(List.of(bundle));
        if (!resolved) {
            Text missing = Words.join(Missing.of(site.context(), bundle));
            throw new Fault(Step.RESOLVE, Words.say("无法解析：{0}", "It cannot be resolved: {0}", missing));
        }
    }

    /** Starts it and watches until it works, or it is certain that it will not. */
    private void watch(Bundle bundle) throws Fault {
        deployment = chronicle.step(id, Step.START);
        long begin = System.nanoTime();
        long hopelessSince = 0;
        int well = 0;
        Limited start = site.start(bundle);
        while (true) {
            start.await(LOOK);
            goOn();
            Optional<Throwable> failure = start.failure();
            if (failure.isPresent()) {
                Text why = Words.plain(Words.firstLine(failure.get()));
                throw new Fault(Step.START, Words.say("启动失败：{0}", "It cannot be started: {0}", why));
            }
            if (!start.runs() && deployment.step() == Step.START) {
                deployment = chronicle.step(id, Step.HEALTH);
            }
            Verdict verdict = start.runs()
                    ? new Verdict(false, false, start.trouble())
                    : Verdict.of(site.pulse(bundle), ledger().tolerated(id));
            goOn();
            well = verdict.healthy() ? well + 1 : 0;
            if (well > 1) {
                return;
            }
            hopelessSince = verdict.hopeless() ? Math.max(1, hopelessSince) : 0;
            long now = System.nanoTime() - begin;
            hopelessSince = verdict.hopeless() && hopelessSince == 1 ? now : hopelessSince;
            boolean certain = hopelessSince > 0 && now - hopelessSince > DOUBT.toNanos();
            if (certain || now > settings.health().toNanos() && !verdict.healthy()) {
                throw new Fault(deployment.step(), unhealthy(verdict, certain));
            }
            LockSupport.parkNanos(start.runs() ? 1 : LOOK.toNanos());
        }
    }

    private Text unhealthy(Verdict verdict, boolean certain) {
        Text reason = verdict.reason().orElse(Words.plain("?"));
        return certain
                ? reason
                : Words.say(
                        "{0} 秒内没有变为健康：{1}",
                        "It did not become healthy within {0} s: {1}",
                        settings.health().toSeconds(),
                        reason);
    }

    private void goOn() throws Fault {
        if (closing.getAsBoolean() || site.closing()) {
            throw new Interrupted();
        }
        if (cancelled.getAsBoolean()) {
            throw new Fault(deployment.step(), Words.say("已取消", "It was cancelled"));
        }
    }

    private Deployment done(Bundle bundle) {
        var now = new InService(deployment.content(), base(bundle), false, true);
        return end(Status.DONE, Step.DONE, Optional.empty(), Optional.of(now));
    }

    /** Version that the distribution brings; empty when it brings none. */
    private String base(Bundle bundle) {
        return ledger().inService(bundle.getSymbolicName())
                .map(InService::base)
                .orElse(Bundles.ours(bundle) ? "" : deployment.before().version());
    }

    /** Parts of the foundation are exchanged where the distribution keeps them, and taken up by the next start. */
    private Deployment stage(Bundle bundle) throws IOException, Fault {
        var shelf = site.bundles()
                .shelf(bundle)
                .orElseThrow(() -> new Fault(Step.INSTALL, Words.say("它不在发行包中", "The distribution does not hold it")));
        deployment = chronicle.step(id, Step.INSTALL);
        var fresh = shelf.resolveSibling(shelf.getFileName() + ".new");
        java.nio.file.Files.copy(
                ledger().contents().path(deployment.content().sha256()),
                fresh,
                java.nio.file.StandardCopyOption.REPLACE_EXISTING);
        java.nio.file.Files.move(
                fresh,
                shelf,
                java.nio.file.StandardCopyOption.ATOMIC_MOVE,
                java.nio.file.StandardCopyOption.REPLACE_EXISTING);
        return end(
                Status.STAGED,
                Step.DONE,
                Optional.of(Words.say("下次启动时生效", "It takes effect with the next start")),
                Optional.empty());
    }

    private Deployment remove() throws Fault, IOException, BundleException {
        String name = deployment.content().symbolicName();
        Bundle bundle = site.bundles().named(name).orElse(null);
        if (bundle == null) {
            return end(Status.DONE, Step.DONE, Optional.empty(), Optional.empty());
        }
        String base = base(bundle);
        if (deployment.attempts() == 1) {
            Content before = inService(bundle);
            deployment = chronicle.known(
                    deployment.with(deployment.action(), new Content(name, before.version(), ""), before));
        }
        deployment = chronicle.step(id, Step.INSTALL);
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

    /** Brings back what was there before; a bundle that has nothing before it stays, and stays apart. */
    private Deployment undo(Step step, Text reason) {
        Content before = deployment.before();
        Optional<Bundle> there = site.bundles().named(deployment.content().symbolicName());
        if (there.isEmpty()) {
            return end(Status.FAILED, step, Optional.of(reason), Optional.empty());
        }
        Bundle bundle = there.get();
        if (deployment.action() == Action.UNINSTALL || before.sha256().isEmpty()) {
            if (cancelled.getAsBoolean() || site.stuck(bundle).isPresent()) {
                site.stop(bundle, 0, settings.stop());
            }
            var apart = new InService(deployment.content(), base(bundle), bundle.getState() != Bundle.ACTIVE, true);
            boolean keep = deployment.action() != Action.UNINSTALL;
            return end(Status.FAILED, step, Optional.of(reason), keep ? Optional.of(apart) : Optional.empty());
        }
        return bringBack(bundle, before, step, reason);
    }

    private Deployment bringBack(Bundle bundle, Content before, Step step, Text reason) {
        var now = new InService(before, base(bundle), false, true);
        try {
            Bundle back = putBack(bundle, before);
            site.applied().set(before.symbolicName(), back.getBundleId(), before.sha256());
            Limited start = site.start(back);
            start.await(settings.health());
            Optional<Text> trouble = start.trouble();
            if (trouble.isEmpty()) {
                awaitWell(back);
                return end(Status.ROLLED_BACK, step, Optional.of(reason), Optional.of(now));
            }
            return end(Status.FAILED, step, Optional.of(notBack(reason, trouble.get())), Optional.of(now));
        } catch (IOException | BundleException | IllegalStateException problem) {
            Text trouble = Words.plain(Words.firstLine(problem));
            return end(Status.FAILED, step, Optional.of(notBack(reason, trouble)), Optional.of(now));
        }
    }

    /** A bundle in which strange code still runs is of no use any more: the old version gets another one. */
    private Bundle putBack(Bundle bundle, Content before) throws IOException, BundleException {
        var jar = ledger().contents().path(before.sha256());
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
        List<String> tolerated = ledger().tolerated(id);
        long end = System.nanoTime() + BACK.toNanos();
        while (System.nanoTime() < end
                && !site.closing()
                && !Verdict.of(site.pulse(bundle), tolerated == null ? List.of() : tolerated)
                        .healthy()) {
            LockSupport.parkNanos(LOOK.toNanos());
        }
    }

    private static Text notBack(Text reason, Text trouble) {
        return Words.say(
                "{0}；旧版本也无法恢复：{1}", "{0}; and the version before cannot be brought back: {1}", reason, trouble);
    }

    private Deployment end(Status status, Step step, Optional<Text> reason, Optional<InService> now) {
        return chronicle.end(id, status, step, reason, now);
    }

    private Ledger ledger() {
        return chronicle.ledger();
    }
}
