package org.aistack.kernel.catalog.internal;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.aistack.kernel.Text;
import org.aistack.kernel.catalog.Catalog.State;
import org.aistack.kernel.catalog.internal.deploy.Words;
import org.aistack.kernel.catalog.internal.deploy.box.Activations;
import org.osgi.framework.Bundle;
import org.osgi.service.component.runtime.dto.ComponentConfigurationDTO;
import org.osgi.service.component.runtime.dto.ReferenceDTO;
import org.osgi.service.component.runtime.dto.UnsatisfiedReferenceDTO;

/**
 * How a bundle is, from its own state and that of its components.
 *
 * @param state how it is
 * @param waitingFor in words what is missing, sorted
 * @param unwell names of the components that do not work
 */
public record Condition(State state, List<Text> waitingFor, Set<String> unwell) {

    private static final String CAUSED_BY = "Caused by: ";

    /**
     * Finds it out.
     *
     * @param missing what keeps the bundle from being resolved; only looked at when it is not
     */
    public static Condition of(int bundleState, List<Text> missing, Collection<ComponentConfigurationDTO> components) {
        if (bundleState == Bundle.INSTALLED) {
            return new Condition(State.BROKEN, missing, Set.of());
        }
        if (bundleState != Bundle.ACTIVE && bundleState != Bundle.STARTING) {
            return new Condition(State.STOPPED, List.of(), Set.of());
        }
        var unwell = new TreeSet<String>();
        components.stream()
                .filter(c -> failed(c) || waits(c) || activating(c))
                .forEach(c -> unwell.add(c.description.name));
        List<Text> failures = sorted(components.stream()
                .filter(Condition::failed)
                .map(Condition::failure)
                .toList());
        if (!failures.isEmpty()) {
            return new Condition(State.BROKEN, failures, unwell);
        }
        List<Text> outside = new ArrayList<>(outside(components));
        components.stream().filter(Condition::activating).forEach(c -> outside.add(activation(c)));
        if (!outside.isEmpty()) {
            return new Condition(State.WAITING, outside, unwell);
        }
        List<String> circle = circle(components);
        return circle.isEmpty()
                ? new Condition(State.RUNNING, List.of(), unwell)
                : new Condition(State.BROKEN, List.of(circle(String.join(" → ", circle))), unwell);
    }

    private static Text circle(String names) {
        return Words.say("组件互相等待：{0}", "Components wait for each other: {0}", names);
    }

    /** What components miss that none of the same bundle would bring. */
    private static List<Text> outside(Collection<ComponentConfigurationDTO> components) {
        Set<String> inside = new TreeSet<>();
        components.stream()
                .filter(Condition::waits)
                .forEach(c -> inside.addAll(List.of(c.description.serviceInterfaces)));
        List<Text> missing = new ArrayList<>();
        for (var component : components) {
            if (component.state == ComponentConfigurationDTO.UNSATISFIED_CONFIGURATION) {
                missing.add(Words.say(
                        "配置 {0}", "configuration {0}", String.join(", ", component.description.configurationPid)));
            }
            for (String[] reference : missing(component)) {
                if (!inside.contains(reference[0])) {
                    missing.add(Words.plain(words(reference[0], reference[1])));
                }
            }
        }
        return sorted(missing);
    }

    /** Names along a circle of components that wait for each other; empty when there is none. */
    private static List<String> circle(Collection<ComponentConfigurationDTO> components) {
        Map<String, ComponentConfigurationDTO> brings = new LinkedHashMap<>();
        components.stream()
                .filter(Condition::waits)
                .sorted(Comparator.comparing(c -> c.description.name))
                .forEach(c -> List.of(c.description.serviceInterfaces).forEach(s -> brings.putIfAbsent(s, c)));
        List<String> path = new ArrayList<>();
        var next = components.stream()
                .filter(Condition::waits)
                .min(Comparator.comparing(c -> c.description.name))
                .orElse(null);
        while (next != null) {
            String name = simple(next.description.name);
            int before = path.indexOf(name);
            path.add(name);
            if (before >= 0) {
                return path.subList(before, path.size());
            }
            next = missing(next).stream()
                    .map(reference -> brings.get(reference[0]))
                    .filter(c -> c != null)
                    .findFirst()
                    .orElse(null);
        }
        return List.of();
    }

    /** Type and target of what a waiting component misses. */
    private static List<String[]> missing(ComponentConfigurationDTO component) {
        List<String[]> missing = new ArrayList<>();
        if (component.unsatisfiedReferences != null && waits(component)) {
            for (var reference : component.unsatisfiedReferences) {
                missing.add(new String[] {type(component, reference), reference.target});
            }
        }
        return missing;
    }

    private static boolean waits(ComponentConfigurationDTO component) {
        return component.state == ComponentConfigurationDTO.UNSATISFIED_REFERENCE
                || component.state == ComponentConfigurationDTO.UNSATISFIED_CONFIGURATION;
    }

    /** It has all it needs and should be there, but is not: somebody is making it. */
    public static boolean activating(ComponentConfigurationDTO component) {
        return component.description.immediate && component.state == ComponentConfigurationDTO.SATISFIED;
    }

    private static Text activation(ComponentConfigurationDTO component) {
        String name = simple(component.description.name);
        return Activations.of(component.description.implementationClass)
                .map(thread -> Words.say(
                        "{0} 启动完成（线程“{1}”）", "the end of the start of {0} (thread \"{1}\")", name, thread.getName()))
                .orElse(Words.say("{0} 启动完成", "the end of the start of {0}", name));
    }

    private static boolean failed(ComponentConfigurationDTO component) {
        return component.state == ComponentConfigurationDTO.FAILED_ACTIVATION;
    }

    private static Text failure(ComponentConfigurationDTO component) {
        String reason = component.failure == null ? "" : cause(component.failure);
        return Words.say("{0} 启动失败：{1}", "{0} failed: {1}", simple(component.description.name), reason);
    }

    /** Of a stack trace the line that says what happened, not those that say by which ways it came here. */
    private static String cause(String failure) {
        List<String> lines = failure.lines().toList();
        for (int i = lines.size() - 1; i >= 0; i--) {
            if (lines.get(i).startsWith(CAUSED_BY)) {
                return lines.get(i).substring(CAUSED_BY.length());
            }
        }
        return lines.isEmpty() ? "" : lines.get(0);
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

    private static List<Text> sorted(List<Text> texts) {
        return texts.stream().distinct().sorted(Comparator.comparing(Text::en)).toList();
    }

    private static String simple(String name) {
        return name.substring(name.lastIndexOf('.') + 1);
    }
}
