package org.aistack.kernel.catalog.internal.deploy;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URL;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.locks.ReentrantLock;
import org.aistack.kernel.Id;
import org.aistack.kernel.Ids;
import org.aistack.kernel.KernelError;
import org.aistack.kernel.Problem;
import org.aistack.kernel.Text;
import org.aistack.kernel.catalog.Deployment;
import org.aistack.kernel.catalog.Deployment.Action;
import org.aistack.kernel.catalog.Deployment.Content;
import org.aistack.kernel.catalog.Deployment.Origin;
import org.aistack.kernel.catalog.Deployment.Status;
import org.aistack.kernel.catalog.Deployment.Step;
import org.aistack.kernel.catalog.Deployments;
import org.aistack.kernel.catalog.internal.CatalogError;
import org.aistack.kernel.catalog.internal.Protection;
import org.aistack.kernel.catalog.internal.deploy.box.Bundles;
import org.aistack.kernel.catalog.internal.deploy.gate.Judge;
import org.aistack.kernel.catalog.internal.deploy.gate.Rules;
import org.aistack.kernel.catalog.internal.deploy.state.Ledger;
import org.osgi.framework.Bundle;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Reference;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The deploy gate: keeps what comes in, and carries it out on threads of its own, one at a time for each bundle. */
@Component(
        service = {Deployments.class, Deployer.class},
        immediate = true)
public final class Deployer implements Deployments {

    private static final Logger LOG = LoggerFactory.getLogger(Deployer.class);

    private final Site site;
    private final Chronicle chronicle;
    private final Ledger ledger;
    private final DeploySettings settings;
    private final Ids ids;
    private final Rules rules;
    private final ConcurrentMap<String, CompletableFuture<Deployment>> running = new ConcurrentHashMap<>();
    private final Set<Thread> threads = ConcurrentHashMap.newKeySet();
    private final Set<String> cancelled = ConcurrentHashMap.newKeySet();
    private volatile boolean closing;

    @Activate
    public Deployer(
            @Reference Site site,
            @Reference Chronicle chronicle,
            @Reference DeploySettings settings,
            @Reference Ids ids) {
        this.site = site;
        this.chronicle = chronicle;
        this.ledger = chronicle.ledger();
        this.settings = settings;
        this.ids = ids;
        this.rules = new Rules("development".equals(site.context().getProperty("aistack.profile")));
    }

    @Deactivate
    void stop() {
        closing = true;
        threads.forEach(Thread::interrupt);
    }

    @Override
    public List<Deployment> history() {
        return ledger.history();
    }

    @Override
    public Deployment accept(Path file, Origin origin) {
        open();
        try {
            if (Files.size(file) > settings.largest()) {
                throw Problem.of(CatalogError.FILE_TOO_LARGE, Long.toString(settings.largest()));
            }
            return accept(Action.INSTALL, Judge.name(file), ledger.contents().keep(file), origin);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private Deployment accept(Action action, String name, String sha256, Origin origin) {
        if (rules.development()
                && Protection.covers(name)
                && !origin.maintenance()
                && site.bundles().named(name).isPresent()) {
            throw Problem.of(CatalogError.MAINTENANCE, name);
        }
        return waiting(action, new Content(name, "", sha256), Content.NONE, origin);
    }

    @Override
    public Deployment reread(String capability, Origin origin) {
        open();
        Bundle bundle = bundle(capability);
        if (Protection.covers(bundle.getSymbolicName()) && !origin.maintenance()) {
            throw Problem.of(CatalogError.PROTECTED, capability);
        }
        if (Bundles.ours(bundle)) {
            Content content = ledger.inService(bundle.getSymbolicName())
                    .filter(one -> ledger.contents().has(one.content().sha256()))
                    .orElseThrow(() -> Problem.of(CatalogError.NO_SOURCE, capability))
                    .content();
            return waiting(Action.UPDATE, content, Content.NONE, origin);
        }
        try (InputStream in = new URL(bundle.getLocation()).openStream()) {
            return accept(
                    Action.UPDATE, bundle.getSymbolicName(), ledger.contents().keep(in), origin);
        } catch (IOException e) {
            LOG.debug("{} cannot be read again", bundle.getLocation(), e);
            throw Problem.of(CatalogError.NO_SOURCE, capability);
        }
    }

    @Override
    public Deployment rollback(String deployment, Origin origin) {
        open();
        Deployment undone = ledger.find(deployment).orElseThrow(() -> Problem.of(KernelError.NOT_FOUND));
        String name = undone.content().symbolicName();
        boolean last = ledger.effective(name)
                .filter(one -> one.id().equals(deployment))
                .isPresent();
        if (!last) {
            throw Problem.of(CatalogError.NOT_IN_SERVICE);
        }
        Content before = undone.before();
        if (before.equals(Content.NONE)) {
            return waiting(Action.ROLLBACK, new Content(name, "", ""), Content.NONE, origin);
        }
        if (!ledger.contents().has(before.sha256())) {
            throw Problem.of(CatalogError.VERSION_GONE);
        }
        var staged = new Origin(
                origin.via(), origin.actor(), origin.file(), undone.status() == Status.STAGED || origin.maintenance());
        return waiting(Action.ROLLBACK, before, Content.NONE, staged);
    }

    @Override
    public Deployment uninstall(String capability, Origin origin) {
        return takeAway(bundle(capability).getSymbolicName(), origin)
                .orElseThrow(() -> Problem.of(CatalogError.PROTECTED, capability));
    }

    @Override
    public Deployment run(String deployment) {
        return begin(deployment).join();
    }

    /** Carries it out, unless that is done or being done already. */
    public CompletableFuture<Deployment> begin(String id) {
        Deployment known = ledger.find(id).orElseThrow(() -> Problem.of(KernelError.NOT_FOUND));
        if (known.status().ended()) {
            return CompletableFuture.completedFuture(known);
        }
        var mine = new CompletableFuture<Deployment>();
        CompletableFuture<Deployment> others = running.putIfAbsent(id, mine);
        if (others != null) {
            return others;
        }
        Thread thread =
                new Thread(() -> work(id, mine), "deploy-" + known.content().symbolicName());
        thread.setDaemon(true);
        threads.add(thread);
        thread.start();
        return mine;
    }

    private void work(String id, CompletableFuture<Deployment> mine) {
        try {
            Deployment known = ledger.find(id).orElseThrow();
            ReentrantLock lock = site.lock(known.content().symbolicName());
            lock.lockInterruptibly();
            try {
                // another try may have ended while this one waited for its turn
                Deployment now = ledger.find(id).orElseThrow();
                mine.complete(now.status().ended() ? now : attempt(id));
            } finally {
                lock.unlock();
            }
            ledger.prune(settings.versions());
        } catch (InterruptedException | Attempt.Interrupted stopping) {
            LOG.info("the server stops during the deployment {}; it goes on with the next start", id);
            mine.completeExceptionally(Problem.of(KernelError.UNAVAILABLE));
        } catch (IOException problem) {
            LOG.warn("contents that nobody needs cannot be deleted", problem);
        } catch (RuntimeException | LinkageError problem) {
            LOG.error("the deployment {} broke off", id, problem);
            fail(id, problem);
            mine.completeExceptionally(problem);
        } finally {
            running.remove(id, mine);
            cancelled.remove(id);
            threads.remove(Thread.currentThread());
        }
    }

    private Deployment attempt(String id) {
        return new Attempt(site, chronicle, settings, rules, id, () -> cancelled.contains(id), () -> closing)
                .carryOut();
    }

    private void fail(String id, Throwable problem) {
        if (!closing && !site.closing()) {
            Text reason = Words.plain(Words.firstLine(problem));
            Step step = ledger.find(id).orElseThrow().step();
            chronicle.end(id, Status.FAILED, step, Optional.of(reason), Optional.empty());
        }
    }

    @Override
    public void cancel(String deployment) {
        Deployment known = ledger.find(deployment).orElseThrow(() -> Problem.of(KernelError.NOT_FOUND));
        if (known.status() == Status.RUNNING || running.containsKey(deployment)) {
            cancelled.add(deployment);
        } else if (known.status() == Status.WAITING) {
            Text reason = Words.say("已取消", "It was cancelled");
            chronicle.end(deployment, Status.FAILED, Step.VERIFY, Optional.of(reason), Optional.empty());
        }
    }

    /** Goes on with what the end of the server broke off. */
    void resume() {
        for (Deployment one : ledger.history()) {
            if (one.status() == Status.RUNNING) {
                begin(one.id());
            } else if (one.status() == Status.WAITING
                    && one.startedAt().isBefore(chronicle.now().minus(Duration.ofHours(1)))) {
                cancel(one.id());
            }
        }
    }

    /** Ends a waiting deployment that is not even looked at. */
    Deployment refuse(String id, Text reason) {
        return chronicle.end(id, Status.REFUSED, Step.VERIFY, Optional.of(reason), Optional.empty());
    }

    /** Takes away the bundle of that name; empty when it is not there. */
    Optional<Deployment> takeAway(String symbolicName, Origin origin) {
        return site.bundles()
                .named(symbolicName)
                .filter(bundle -> !Protection.covers(symbolicName))
                .map(bundle -> {
                    var content = new Content(symbolicName, bundle.getVersion().toString(), "");
                    return waiting(Action.UNINSTALL, content, Content.NONE, origin);
                });
    }

    private Deployment waiting(Action action, Content content, Content before, Origin origin) {
        var deployment = new Deployment(
                Id.text(ids.next()),
                action,
                content,
                before,
                origin,
                Status.WAITING,
                Step.VERIFY,
                Optional.empty(),
                chronicle.now(),
                Optional.empty(),
                0);
        chronicle.accepted(deployment);
        return deployment;
    }

    private void open() {
        if (!settings.open()) {
            throw Problem.of(CatalogError.DEPLOY_OFF);
        }
    }

    private Bundle bundle(String capability) {
        return site.bundles().capability(capability).orElseThrow(() -> Problem.of(KernelError.NOT_FOUND));
    }
}
