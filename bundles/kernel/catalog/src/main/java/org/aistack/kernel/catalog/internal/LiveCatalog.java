package org.aistack.kernel.catalog.internal;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Collectors;
import org.aistack.kernel.KernelError;
import org.aistack.kernel.Problem;
import org.aistack.kernel.catalog.Capability;
import org.aistack.kernel.catalog.Catalog;
import org.aistack.kernel.catalog.Tool;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleContext;
import org.osgi.framework.BundleException;
import org.osgi.framework.Constants;
import org.osgi.framework.ServiceReference;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ReferenceCardinality;
import org.osgi.service.component.annotations.ReferencePolicy;
import org.osgi.service.component.runtime.ServiceComponentRuntime;
import org.osgi.service.component.runtime.dto.ComponentConfigurationDTO;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The catalog, read off the running container whenever somebody asks. */
@Component(service = Catalog.class, immediate = true)
public final class LiveCatalog implements Catalog {

    private static final Logger LOG = LoggerFactory.getLogger(LiveCatalog.class);

    private static final Duration PATIENCE = Duration.ofSeconds(3);

    private final BundleContext context;
    private final ServiceComponentRuntime components;
    private final Tools tools;
    private final Plates plates = new Plates();

    @Activate
    public LiveCatalog(BundleContext context, @Reference ServiceComponentRuntime components, @Reference Tools tools) {
        this.context = context;
        this.components = components;
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
    public void act(String id, Action action) {
        Bundle bundle = bundleOf(id);
        if (Protection.covers(bundle.getSymbolicName()) && action != Action.START) {
            throw Problem.of(CatalogError.PROTECTED, id);
        }
        try {
            switch (action) {
                case START -> bundle.start();
                case STOP -> bundle.stop();
                case UPDATE -> bundle.update();
            }
            settle(bundle, action);
        } catch (BundleException problem) {
            LOG.warn("{} of {} failed", action, id, problem);
            throw Problem.of(CatalogError.CANNOT_ACT, id, reason(problem));
        }
    }

    /** Components come a moment after their bundle: waits for them, but not for what another bundle must bring. */
    private void settle(Bundle bundle, Action action) {
        long end = System.nanoTime() + PATIENCE.toNanos();
        while (action != Action.STOP
                && System.nanoTime() < end
                && Condition.of(bundle.getState(), configurations(bundle)).state() == State.WAITING) {
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
        String name = bundle.getHeaders("").get(Constants.BUNDLE_NAME);
        return plates.of(bundle.getBundleId(), bundle.getSymbolicName(), name);
    }

    private Optional<Entry> entry(Bundle bundle) {
        return plate(bundle).map(plate -> {
            Condition condition = Condition.of(bundle.getState(), configurations(bundle));
            return new Entry(
                    plate,
                    module(bundle),
                    condition.state(),
                    condition.waitingFor(),
                    tools.cardsOf(bundle.getBundleId()),
                    checks(bundle));
        });
    }

    private List<ComponentConfigurationDTO> configurations(Bundle bundle) {
        List<ComponentConfigurationDTO> found = new ArrayList<>();
        for (var description : components.getComponentDescriptionDTOs(bundle)) {
            found.addAll(components.getComponentConfigurationDTOs(description));
        }
        return found;
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

    /** The first sentence of the container's complaint, without places in the file system. */
    private static String reason(BundleException problem) {
        String message =
                String.valueOf(problem.getMessage()).lines().findFirst().orElse("");
        return message.replaceAll("(file:|mvn:)\\S+", "…");
    }
}
