package org.aistack.kernel.observe.internal.metrics;

import io.prometheus.client.Counter;
import io.prometheus.client.Gauge;
import io.prometheus.client.Histogram;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.aistack.kernel.observe.Requests;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Reference;

/**
 * The metrics of HTTP. The label sets are bounded for each capability and altogether; beyond, only the route becomes
 * {@code other}, so the error ratio of a capability stays right.
 */
@Component(service = Requests.class)
public final class HttpMeters implements Requests {

    private static final int LIMIT = 800;
    private static final String NAME = "http_server_request_duration_seconds";

    private final Histogram durations = Histogram.build(NAME, "Time from a request's arrival to its answer.")
            .labelNames("method", "route", "status", "capability")
            .buckets(BundleMeters.BUCKETS)
            .create();
    private final Gauge active = Gauge.build("http_server_active_requests", "Requests that are being answered.")
            .labelNames("capability")
            .create();
    private final Counter rejected = Counter.build(
                    "http_server_rejected_total", "Requests refused before their work began.")
            .labelNames("reason")
            .create();
    private final Registries registries;
    private final LabelBound all = new LabelBound(NAME, LIMIT);
    private final Map<String, LabelBound> bounds = new ConcurrentHashMap<>();

    @Activate
    public HttpMeters(@Reference Registries registries) {
        this.registries = registries;
        registries.add(durations);
        registries.add(active);
        registries.add(rejected);
        List.of("rate", "admission", "replaced", "bad_path").forEach(rejected::labels);
    }

    @Deactivate
    void deactivate() {
        registries.remove(durations);
        registries.remove(active);
        registries.remove(rejected);
    }

    @Override
    public void record(String method, String route, int status, String capability, double seconds) {
        String code = Integer.toString(status);
        List<String> labels = List.of(method, route, code, capability);
        boolean own = bounds.computeIfAbsent(capability, key -> new LabelBound(NAME + " of " + key, LabelBound.LIMIT))
                        .admits(labels)
                && all.admits(labels);
        durations
                .labels(method, own ? route : LabelBound.OTHER, code, capability)
                .observe(seconds);
    }

    @Override
    public void rejected(String reason) {
        rejected.labels(reason).inc();
    }

    @Override
    public void active(String capability, int change) {
        active.labels(capability).inc(change);
    }
}
