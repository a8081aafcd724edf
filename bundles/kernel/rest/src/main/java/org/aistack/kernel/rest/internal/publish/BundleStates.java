package org.aistack.kernel.rest.internal.publish;

import java.util.Arrays;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleContext;
import org.osgi.framework.startlevel.BundleStartLevel;
import org.osgi.service.component.runtime.ServiceComponentRuntime;

/** Tells a capability that is being replaced or waits for something from one that is not there. */
public final class BundleStates implements Routes.Bundles {

    private static final String GROUPS = "org.aistack.";

    private final BundleContext context;
    private final ServiceComponentRuntime components;

    public BundleStates(BundleContext context, ServiceComponentRuntime components) {
        this.context = context;
        this.components = components;
    }

    @Override
    public Routes.Absence absence(Bundle last, String id) {
        if (last != null && last.getState() != Bundle.UNINSTALLED) {
            return of(last);
        }
        return Arrays.stream(context.getBundles())
                .filter(b -> id != null && b.getSymbolicName() != null && id(b).equals(id))
                .filter(b -> b.getSymbolicName().startsWith(GROUPS))
                .filter(b -> b.getState() != Bundle.ACTIVE || serves(b))
                .map(BundleStates::of)
                .findFirst()
                .orElse(Routes.Absence.GONE);
    }

    /** Id of the capability a bundle is: the last part of its symbolic name. */
    static String id(Bundle bundle) {
        String name = bundle.getSymbolicName();
        return name.substring(name.lastIndexOf('.') + 1);
    }

    /** An update or a refresh stops a bundle without clearing its autostart setting; an operator's stop clears it. */
    private static Routes.Absence of(Bundle bundle) {
        boolean runs = (bundle.getState() & (Bundle.ACTIVE | Bundle.STARTING)) != 0;
        BundleStartLevel level = bundle.adapt(BundleStartLevel.class);
        boolean meantToRun = level != null && level.isPersistentlyStarted();
        return runs || meantToRun ? Routes.Absence.AWAY : Routes.Absence.GONE;
    }

    private boolean serves(Bundle bundle) {
        return resources(bundle) > 0;
    }

    /** How many resources a running bundle wants to offer, also those that still wait for something. */
    @Override
    public int resources(Bundle bundle) {
        return (int) components.getComponentDescriptionDTOs(bundle).stream()
                .filter(components::isComponentEnabled)
                .filter(c -> Boolean.TRUE.equals(c.properties.get("osgi.jaxrs.resource"))
                        || "true".equals(c.properties.get("osgi.jaxrs.resource")))
                .count();
    }
}
