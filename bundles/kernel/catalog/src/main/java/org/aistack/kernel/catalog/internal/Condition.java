package org.aistack.kernel.catalog.internal;

import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.aistack.kernel.catalog.Catalog.State;
import org.osgi.framework.Bundle;
import org.osgi.service.component.runtime.dto.ComponentConfigurationDTO;
import org.osgi.service.component.runtime.dto.ReferenceDTO;
import org.osgi.service.component.runtime.dto.UnsatisfiedReferenceDTO;

/**
 * How a bundle is, from its own state and that of its components.
 *
 * @param state how it is
 * @param waitingFor in words what is missing, sorted
 */
record Condition(State state, List<String> waitingFor) {

    static Condition of(int bundleState, Collection<ComponentConfigurationDTO> components) {
        if (bundleState == Bundle.INSTALLED) {
            return new Condition(State.BROKEN, List.of("packages that no bundle offers"));
        }
        if (bundleState != Bundle.ACTIVE && bundleState != Bundle.STARTING) {
            return new Condition(State.STOPPED, List.of());
        }
        var failures = new TreeSet<String>();
        components.stream().filter(Condition::failed).forEach(component -> failures.add(failure(component)));
        if (!failures.isEmpty()) {
            return new Condition(State.BROKEN, List.copyOf(failures));
        }
        var missing = missing(components);
        return new Condition(missing.isEmpty() ? State.RUNNING : State.WAITING, missing);
    }

    /** What the components miss; waits for components of the same bundle are left out when a cause outside explains them. */
    private static List<String> missing(Collection<ComponentConfigurationDTO> components) {
        Set<String> inside = new HashSet<>();
        components.stream()
                .filter(Condition::waits)
                .forEach(c -> inside.addAll(List.of(c.description.serviceInterfaces)));
        var outer = new TreeSet<String>();
        var inner = new TreeSet<String>();
        for (var component : components) {
            if (component.state == ComponentConfigurationDTO.UNSATISFIED_CONFIGURATION) {
                outer.add("configuration " + String.join(", ", component.description.configurationPid));
            }
            if (component.unsatisfiedReferences != null && waits(component)) {
                for (var reference : component.unsatisfiedReferences) {
                    String type = type(component, reference);
                    (inside.contains(type) ? inner : outer).add(words(type, reference.target));
                }
            }
        }
        return List.copyOf(outer.isEmpty() ? inner : outer);
    }

    private static boolean waits(ComponentConfigurationDTO component) {
        return component.state == ComponentConfigurationDTO.UNSATISFIED_REFERENCE
                || component.state == ComponentConfigurationDTO.UNSATISFIED_CONFIGURATION;
    }

    private static boolean failed(ComponentConfigurationDTO component) {
        return component.state == ComponentConfigurationDTO.FAILED_ACTIVATION;
    }

    private static String failure(ComponentConfigurationDTO component) {
        String reason = component.failure == null
                ? ""
                : component.failure.lines().findFirst().orElse("");
        return simple(component.description.name) + " failed: " + reason;
    }

    private static String type(ComponentConfigurationDTO component, UnsatisfiedReferenceDTO unsatisfied) {
        for (ReferenceDTO reference : component.description.references) {
            if (reference.name.equals(unsatisfied.name)) {
                return reference.interfaceName;
            }
        }
        return unsatisfied.name;
    }

    private static String words(String type, String target) {
        return target == null || target.isEmpty() ? simple(type) : simple(type) + " " + target;
    }

    private static String simple(String name) {
        return name.substring(name.lastIndexOf('.') + 1);
    }
}
