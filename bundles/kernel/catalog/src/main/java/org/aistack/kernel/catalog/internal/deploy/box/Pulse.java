package org.aistack.kernel.catalog.internal.deploy.box;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.aistack.kernel.Text;
import org.aistack.kernel.catalog.internal.Condition;
import org.aistack.kernel.catalog.internal.deploy.Words;
import org.apache.felix.hc.api.HealthCheck;
import org.apache.felix.hc.api.Result;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleContext;
import org.osgi.framework.Constants;
import org.osgi.framework.ServiceReference;
import org.osgi.service.component.runtime.ServiceComponentRuntime;
import org.osgi.service.component.runtime.dto.ComponentConfigurationDTO;

/**
 * How a bundle is at one moment.
 *
 * @param active whether the bundle runs
 * @param condition how its components are
 * @param unpublished names of its REST resources that nobody serves
 * @param critical names of its health checks that are not well
 * @param words what those say
 */
public record Pulse(
        boolean active, Condition condition, Set<String> unpublished, Set<String> critical, List<Text> words) {

    private static final Duration PATIENCE = Duration.ofSeconds(3);
    private static final String REST = "org.aistack.kernel.rest";

    /** Everything that does not work, in names that mean the same after an update. */
    public List<String> unwell() {
        List<String> names = new ArrayList<>(condition.unwell());
        unpublished.forEach(name -> names.add("rest:" + name));
        critical.forEach(name -> names.add("check:" + name));
        return names;
    }

    /** Feels the pulse of a bundle. Its health checks are only asked when the rest is well. */
    public static Pulse of(BundleContext context, ServiceComponentRuntime runtime, Bundle bundle) {
        boolean active = bundle.getState() == Bundle.ACTIVE;
        Condition condition = condition(context, runtime, bundle);
        Set<String> unpublished = new TreeSet<>();
        Set<String> critical = new TreeSet<>();
        List<Text> words = new ArrayList<>();
        for (ServiceReference<?> service : services(bundle)) {
            String name = String.valueOf(service.getProperty("component.name"));
            if ("true".equals(String.valueOf(service.getProperty("osgi.jaxrs.resource"))) && !served(service)) {
                unpublished.add(name);
                words.add(Words.say("REST 资源 {0} 没有发布", "its REST resource {0} is not published", simple(name)));
            }
            if (active
                    && Arrays.asList((String[]) service.getProperty(Constants.OBJECTCLASS))
                            .contains(HealthCheck.class.getName())) {
                check(context, service, critical, words);
            }
        }
        return new Pulse(active, condition, unpublished, critical, words);
    }

    private static List<ComponentConfigurationDTO> components(ServiceComponentRuntime runtime, Bundle bundle) {
        List<ComponentConfigurationDTO> found = new ArrayList<>();
        for (var description : runtime.getComponentDescriptionDTOs(bundle)) {
            found.addAll(runtime.getComponentConfigurationDTOs(description));
        }
        return found;
    }

    /** Interrupts whoever is making a component of a bundle. */
    public static void interrupt(ServiceComponentRuntime runtime, Bundle bundle) {
        components(runtime, bundle).stream()
                .filter(Condition::activating)
                .flatMap(component -> Activations.of(component.description.implementationClass).stream())
                .forEach(Thread::interrupt);
    }

    /** How the components of a bundle are. */
    public static Condition condition(BundleContext context, ServiceComponentRuntime runtime, Bundle bundle) {
        List<ComponentConfigurationDTO> found = components(runtime, bundle);
        int state = bundle.getState();
        return Condition.of(state, state == Bundle.INSTALLED ? Missing.of(context, bundle) : List.of(), found);
    }

    private static ServiceReference<?>[] services(Bundle bundle) {
        try {
            ServiceReference<?>[] services = bundle.getRegisteredServices();
            return services == null ? new ServiceReference<?>[0] : services;
        } catch (IllegalStateException uninstalled) {
            return new ServiceReference<?>[0];
        }
    }

    private static boolean served(ServiceReference<?> resource) {
        Bundle[] users = resource.getUsingBundles();
        return users != null && Arrays.stream(users).anyMatch(user -> REST.equals(user.getSymbolicName()));
    }

    private static void check(
            BundleContext context, ServiceReference<?> service, Set<String> critical, List<Text> words) {
        String name = String.valueOf(service.getProperty(HealthCheck.NAME));
        var answer = new Result[1];
        Limited asked = Limited.call("deploy-check-" + name, PATIENCE, () -> {
            if (context.getService(service) instanceof HealthCheck check) {
                answer[0] = check.execute();
                context.ungetService(service);
            }
        });
        if (asked.runs()) {
            asked.interrupt();
        }
        if (asked.trouble().isPresent() || answer[0] == null) {
            critical.add(name);
            words.add(Words.say("健康检查 {0} 没有回答", "its health check {0} does not answer", name));
        } else if (answer[0].getStatus().ordinal() >= Result.Status.CRITICAL.ordinal()) {
            critical.add(name);
            words.add(Words.say("健康检查 {0}：{1}", "its health check {0}: {1}", name, detail(answer[0])));
        }
    }

    private static String detail(Result result) {
        for (var entry : result) {
            if (entry.getStatus() == result.getStatus()) {
                return entry.getMessage();
            }
        }
        return result.getStatus().name();
    }

    private static String simple(String name) {
        return name.substring(name.lastIndexOf('.') + 1);
    }
}
