package org.aistack.kernel.catalog.internal;

import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Collectors;
import org.aistack.kernel.KernelError;
import org.aistack.kernel.Problem;
import org.aistack.kernel.Text;
import org.aistack.kernel.catalog.Capability;
import org.aistack.kernel.catalog.Catalog;
import org.aistack.kernel.catalog.Deployment;
import org.aistack.kernel.catalog.Deployment.Content;
import org.aistack.kernel.catalog.Tool;
import org.aistack.kernel.catalog.internal.deploy.DeploySettings;
import org.aistack.kernel.catalog.internal.deploy.Site;
import org.aistack.kernel.catalog.internal.deploy.Words;
import org.aistack.kernel.catalog.internal.deploy.box.Bundles;
import org.aistack.kernel.catalog.internal.deploy.box.Limited;
import org.aistack.kernel.catalog.internal.deploy.state.InService;
import org.aistack.kernel.catalog.internal.deploy.state.Ledger;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleContext;
import org.osgi.framework.Constants;
import org.osgi.framework.ServiceReference;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ReferenceCardinality;
import org.osgi.service.component.annotations.ReferencePolicy;

/** The catalog, read off the running container whenever somebody asks. */
@Component(service = Catalog.class, immediate = true)
public final class LiveCatalog implements Catalog {

    private static final Duration SETTLE = Duration.ofSeconds(3);
    private static final Duration PATIENCE = Duration.ofSeconds(20);

    private final BundleContext context;
    private final Site site;
    private final Ledger ledger;
    private final DeploySettings settings;
    private final Tools tools;
    private final Plates plates = new Plates();

    @Activate
    public LiveCatalog(
            BundleContext context,
            @Reference Site site,
            @Reference Ledger ledger,
            @Reference DeploySettings settings,
            @Reference Tools tools) {
        this.context = context;
        this.site = site;
        this.ledger = ledger;
        this.settings = settings;
        this.tools = tools;
    }

    @Reference(policy = ReferencePolicy.DYNAMIC, cardinality = ReferenceCardinality.MULTIPLE)
    void add(Capability capability, ServiceReference<Capability> reference) {
        plates.saw(reference.getBundle().getBundleId(), capability);
    }

    void remove(Capability capability, ServiceReference<Capability> reference) {
        // the plate is kept until the bundle is uninstalled
    }

    @Override
    public List<Entry> entries() {
        Bundle[] bundles = context.getBundles();
        plates.keep(Arrays.stream(bundles).map(Bundle::getBundleId).collect(Collectors.toSet()));
        return Arrays.stream(bundles)
                .flatMap(bundle -> entry(bundle).stream())
                .sorted(Comparator.comparing(entry -> entry.plate().id()))
                .toList();
    }

    @Override
    public List<Tool.Card> tools() {
        return tools.all().stream().<Tool.Card>map(Tool::card).toList();
    }

    @Override
    public void start(String id) {
        Bundle bundle = bundleOf(id);
        alone(id, bundle, () -> {
            Limited start = site.start(bundle);
            boolean back = start.await(PATIENCE);
            Optional<Text> trouble = start.trouble();
            if (!back) {
                throw CatalogError.CANNOT_ACT.because(trouble.orElseThrow());
            }
            if (trouble.isPresent()) {
                Condition condition = site.condition(bundle);
                boolean missing = bundle.getState() == Bundle.INSTALLED
                        && !condition.waitingFor().isEmpty();
                throw refused(id, missing ? Words.join(condition.waitingFor()) : trouble.get());
            }
            remember(bundle, false);
            settle(bundle);
        });
    }

    @Override
    public void stop(String id) {
        Bundle bundle = bundleOf(id);
        if (Protection.covers(bundle.getSymbolicName())) {
            throw Problem.of(CatalogError.PROTECTED, id);
        }
        alone(id, bundle, () -> {
            Optional<Text> trouble = site.stop(bundle, 0, settings.stop()).trouble();
            if (trouble.isPresent()) {
                throw refused(id, trouble.get());
            }
            remember(bundle, true);
        });
    }

    private static Problem refused(String id, Text reason) {
        return CatalogError.CANNOT_ACT.because(Words.say("{0} 无法完成此操作：{1}", "{0} cannot do this: {1}", id, reason));
    }

    /** One at a time does something to a bundle. */
    private void alone(String id, Bundle bundle, Runnable action) {
        var lock = site.lock(bundle.getSymbolicName());
        if (!lock.tryLock()) {
            throw Problem.of(CatalogError.DEPLOYING, id);
        }
        try {
            action.run();
        } finally {
            lock.unlock();
        }
    }

    /** That somebody stopped it must outlive the container's cache. */
    private void remember(Bundle bundle, boolean stopped) {
        String name = bundle.getSymbolicName();
        Optional<InService> known = ledger.inService(name);
        if (known.isPresent() && !known.get().content().sha256().isEmpty()) {
            ledger.serve(new InService(known.get().content(), known.get().base(), stopped, true));
        } else if (stopped) {
            String version = bundle.getVersion().toString();
            ledger.serve(new InService(new Content(name, version, ""), version, true, true));
        } else {
            ledger.forget(name);
        }
    }

    /** Components come a moment after their bundle: waits for them, but not for what another bundle must bring. */
    private void settle(Bundle bundle) {
        long end = System.nanoTime() + SETTLE.toNanos();
        while (System.nanoTime() < end && site.condition(bundle).state() == State.WAITING) {
            LockSupport.parkNanos(Duration.ofMillis(50).toNanos());
        }
    }

    private Bundle bundleOf(String id) {
        return Arrays.stream(context.getBundles())
                .filter(bundle ->
                        plate(bundle).filter(plate -> plate.id().equals(id)).isPresent())
                .findFirst()
                .orElseThrow(() -> Problem.of(KernelError.NOT_FOUND));
    }

    private Optional<Plate> plate(Bundle bundle) {
        var headers = bundle.getHeaders("");
        String name = headers.get(Constants.BUNDLE_NAME);
        String symbolicName = bundle.getSymbolicName();
        Optional<Plate> plate = plates.of(bundle.getBundleId(), symbolicName, name);
        boolean deployed = Bundles.ours(bundle) && headers.get("Service-Component") != null;
        return plate.isEmpty() && deployed
                ? Optional.of(Plates.guess(symbolicName.substring(symbolicName.lastIndexOf('.') + 1), name))
                : plate;
    }

    private Optional<Entry> entry(Bundle bundle) {
        return plate(bundle).map(plate -> {
            Condition condition = condition(bundle);
            boolean foundation = Protection.covers(bundle.getSymbolicName());
            return new Entry(
                    plate,
                    module(bundle),
                    condition.state(),
                    condition.waitingFor(),
                    tools.cardsOf(bundle.getBundleId()),
                    checks(bundle),
                    foundation ? Set.of() : actions(bundle),
                    foundation);
        });
    }

    private Condition condition(Bundle bundle) {
        Optional<Text> stuck = site.stuck(bundle);
        if (stuck.isPresent()) {
            return new Condition(State.BROKEN, List.of(stuck.get()), Set.of());
        }
        Condition condition = site.condition(bundle);
        if (condition.state() == State.RUNNING && site.occupied(bundle)) {
            return new Condition(State.WAITING, List.of(Words.say("启动完成", "the end of its start")), Set.of());
        }
        Optional<Text> failure = condition.state() == State.STOPPED ? failure(bundle) : Optional.empty();
        return failure.map(why -> new Condition(State.BROKEN, List.of(why), Set.of()))
                .orElse(condition);
    }

    /** Why a bundle that never was well was put to rest. */
    private Optional<Text> failure(Bundle bundle) {
        return ledger.newest(bundle.getSymbolicName())
                .filter(newest -> newest.status() == Deployment.Status.FAILED)
                .filter(newest -> newest.before().equals(Content.NONE))
                .flatMap(Deployment::reason);
    }

    private Set<Action> actions(Bundle bundle) {
        boolean stopped = (bundle.getState() & (Bundle.ACTIVE | Bundle.STARTING)) == 0;
        Set<Action> actions = EnumSet.of(stopped ? Action.START : Action.STOP, Action.UNINSTALL);
        if (settings.open()) {
            actions.add(Action.UPDATE);
            ledger.effective(bundle.getSymbolicName())
                    .filter(newest -> newest.before().equals(Content.NONE)
                            || ledger.contents().has(newest.before().sha256()))
                    .ifPresent(newest -> actions.add(Action.ROLLBACK));
        }
        return actions;
    }

    private static Module module(Bundle bundle) {
        return new Module(
                bundle.getSymbolicName(),
                bundle.getVersion().toString(),
                bundle.getBundleId(),
                word(bundle.getState()),
                Instant.ofEpochMilli(bundle.getLastModified()));
    }

    private static List<String> checks(Bundle bundle) {
        ServiceReference<?>[] services = bundle.getRegisteredServices();
        return Arrays.stream(services == null ? new ServiceReference<?>[0] : services)
                .map(service -> service.getProperty("hc.name"))
                .filter(String.class::isInstance)
                .map(String.class::cast)
                .distinct()
                .sorted()
                .toList();
    }

    private static String word(int state) {
        return switch (state) {
            case Bundle.INSTALLED -> "installed";
            case Bundle.RESOLVED -> "resolved";
            case Bundle.STARTING -> "starting";
            case Bundle.ACTIVE -> "active";
            case Bundle.STOPPING -> "stopping";
            default -> "uninstalled";
        };
    }
}
