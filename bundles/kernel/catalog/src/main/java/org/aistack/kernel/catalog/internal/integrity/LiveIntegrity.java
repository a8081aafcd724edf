package org.aistack.kernel.catalog.internal.integrity;

import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.aistack.kernel.catalog.Integrity;
import org.aistack.kernel.catalog.IntegrityCheck;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleContext;
import org.osgi.framework.ServiceReference;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** Asks the checks that are registered at this moment. */
@Component
public final class LiveIntegrity implements Integrity {

    private static final Duration PATIENCE = Duration.ofMinutes(2);
    private static final int LISTED = 1000;

    private final BundleContext context;
    private final Clock clock;
    private final Inspector inspector = new Inspector(PATIENCE);

    @Reference
    private volatile List<ServiceReference<IntegrityCheck>> contributed;

    @Activate
    public LiveIntegrity(BundleContext context, @Reference Clock clock) {
        this.context = context;
        this.clock = clock;
    }

    /** A check, and where it comes from. */
    record Known(String name, String group, String capability, IntegrityCheck check) {

        /** Its group is the last but one part of its bundle's name, its capability the first one of its own. */
        static Known of(String bundle, IntegrityCheck check) {
            String[] parts = bundle.split("\\.");
            String name = check.name();
            int dot = name.indexOf('.');
            return new Known(
                    name,
                    parts.length < 2 ? bundle : parts[parts.length - 2],
                    dot < 0 ? name : name.substring(0, dot),
                    check);
        }

        boolean in(Optional<String> wantedGroup, Optional<String> wantedCapability) {
            return wantedGroup.filter(g -> !g.equals(group)).isEmpty()
                    && wantedCapability.filter(c -> !c.equals(capability)).isEmpty();
        }
    }

    @Override
    public Result check(Optional<String> group, Optional<String> capability) {
        var held = new ArrayList<ServiceReference<IntegrityCheck>>();
        var wanted = new ArrayList<Known>();
        try {
            for (ServiceReference<IntegrityCheck> reference : contributed) {
                Bundle bundle = reference.getBundle();
                IntegrityCheck check = bundle == null ? null : context.getService(reference);
                if (check != null) {
                    held.add(reference);
                    Known known = Known.of(bundle.getSymbolicName(), check);
                    if (known.in(group, capability)) {
                        wanted.add(known);
                    }
                }
            }
            return ask(wanted);
        } finally {
            held.forEach(context::ungetService);
        }
    }

    Result ask(List<Known> wanted) {
        var began = clock.instant();
        var checks = new ArrayList<Checked>();
        var findings = new ArrayList<Found>();
        wanted.stream().sorted(Comparator.comparing(Known::name)).forEach(known -> {
            long nanos = System.nanoTime();
            IntegrityCheck.Report report = inspector.ask(known.name(), known.check());
            long took = Duration.ofNanos(System.nanoTime() - nanos).toMillis();
            int found = report.findings().size();
            checks.add(new Checked(known.name(), known.group(), known.capability(), report.checked(), found, took));
            report.findings().stream()
                    .limit(LISTED)
                    .map(f -> found(known.name(), f))
                    .forEach(findings::add);
        });
        return new Result(began, checks, findings);
    }

    private static Found found(String check, IntegrityCheck.Finding finding) {
        return new Found(
                check,
                finding.severity(),
                new Thing(finding.type(), finding.id()),
                finding.expected(),
                finding.actual(),
                finding.detail());
    }
}
