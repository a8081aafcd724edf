package org.aistack.kernel.observe.internal.metrics;

import io.prometheus.client.Collector;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.aistack.kernel.observe.internal.Framework;
import org.osgi.framework.BundleContext;
import org.osgi.framework.InvalidSyntaxException;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Reference;

/** Bundles, services and components in numbers, and which build this is. */
@Component(service = OsgiMeters.class, immediate = true)
public final class OsgiMeters {

    private final Registries registries;
    private final Framework framework;
    private final BundleContext context;
    private final Collector collector = new Collector() {
        @Override
        public List<MetricFamilySamples> collect() {
            return families();
        }
    };

    @Activate
    public OsgiMeters(@Reference Registries registries, @Reference Framework framework, BundleContext context) {
        this.registries = registries;
        this.framework = framework;
        this.context = context;
        registries.add(collector);
    }

    @Deactivate
    void deactivate() {
        registries.remove(collector);
    }

    private List<Collector.MetricFamilySamples> families() {
        return List.of(
                Families.of(
                        "osgi_bundles",
                        Collector.Type.GAUGE,
                        "各状态的 bundle 数 · Bundles by state.",
                        "state",
                        framework.bundles()),
                Families.of(
                        "osgi_components",
                        Collector.Type.GAUGE,
                        "各状态的组件数 · Declarative Services components by state.",
                        "state",
                        framework.components()),
                Families.of("osgi_services", Collector.Type.GAUGE, "已注册的服务数 · Registered services.", services()),
                build());
    }

    private int services() {
        try {
            var all = context.getAllServiceReferences(null, null);
            return all == null ? 0 : all.length;
        } catch (InvalidSyntaxException e) {
            throw new IllegalStateException(e);
        }
    }

    private Collector.MetricFamilySamples build() {
        Map<String, String> labels = new LinkedHashMap<>();
        labels.put("version", context.getBundle().getVersion().toString());
        String commit = System.getProperty("aistack.commit", "");
        labels.put("commit", commit.isBlank() ? "unknown" : commit);
        var sample = new Collector.MetricFamilySamples.Sample(
                "build_info", List.copyOf(labels.keySet()), List.copyOf(labels.values()), 1);
        return new Collector.MetricFamilySamples(
                "build_info", Collector.Type.GAUGE, "正在运行的构建 · The build that runs.", List.of(sample));
    }
}
