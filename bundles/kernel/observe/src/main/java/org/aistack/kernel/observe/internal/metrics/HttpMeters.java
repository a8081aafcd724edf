package org.aistack.kernel.observe.internal.metrics;

import io.prometheus.client.Collector;
import io.prometheus.client.Counter;
import io.prometheus.client.Histogram;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.LongAdder;
import org.aistack.kernel.catalog.Capability;
import org.aistack.kernel.observe.Answered;
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
    private static final String BUNDLE = "org.aistack.kernel.rest";
    private static final Description DURATION = new Description(
            "http_server_request_duration_seconds",
            Description.HISTOGRAM,
            List.of("method", "route", "status", "capability"),
            "从请求到达到答复的时间 · Time from a request's arrival to its answer.",
            BUNDLE);
    private static final Description ACTIVE = new Description(
            "http_server_active_requests",
            Description.GAUGE,
            List.of("capability"),
            "正在处理的请求数 · Requests that are being answered.",
            BUNDLE);
    private static final Description REJECTED = new Description(
            "http_server_rejected_total",
            Description.COUNTER,
            List.of("reason"),
            "未处理即拒绝的请求数 · Requests refused before their work began.",
            BUNDLE);

    private final Histogram durations = Histogram.build(DURATION.name(), DURATION.help())
            .labelNames("method", "route", "status", "capability")
            .buckets(BundleMeters.BUCKETS)
            .create();
    private final Counter rejected =
            Counter.build(REJECTED.name(), REJECTED.help()).labelNames("reason").create();
    private final Collector active = new MapCollector(ACTIVE.name(), ACTIVE.help(), "capability", this::running);
    private final Registries registries;
    private final Exemplars exemplars = new Exemplars();
    private final LabelBound all = new LabelBound(DURATION.name(), LIMIT);
    private final Map<String, LabelBound> bounds = new ConcurrentHashMap<>();
    private final Map<Labels, Histogram.Child> known = new ConcurrentHashMap<>();
    private final Map<String, LongAdder> counts = new ConcurrentHashMap<>();

    /** Who is there, so that its gauge is there too, and gone when it is gone. */
    @Reference
    private volatile List<Capability> capabilities = List.of();

    @Activate
    public HttpMeters(@Reference Registries registries) {
        this.registries = registries;
        registries.add(durations, DURATION);
        registries.add(active, ACTIVE);
        registries.add(rejected, REJECTED);
        List.of("rate", "admission", "deadline", "slow", "replaced", "bad_path").forEach(rejected::labels);
    }

    private record Labels(String method, String route, int status, String capability) {}

    @Deactivate
    void deactivate() {
        registries.remove(durations);
        registries.remove(active);
        registries.remove(rejected);
    }

    @Override
    public void answered(Answered request) {
        var labels = new Labels(request.method(), request.route(), request.status(), request.capability());
        Histogram.Child child = known.get(labels);
        if (child == null) {
            child = admit(labels);
        }
        exemplars.observe(child, request.seconds(), request.trace().traceId());
    }

    private Histogram.Child admit(Labels labels) {
        String status = Integer.toString(labels.status());
        List<String> set = List.of(labels.method(), labels.route(), status, labels.capability());
        boolean own = bounds.computeIfAbsent(
                                labels.capability(),
                                key -> new LabelBound(DURATION.name() + " of " + key, LabelBound.LIMIT))
                        .admits(set)
                && all.admits(set);
        if (!own) {
            return durations.labels(labels.method(), LabelBound.OTHER, status, labels.capability());
        }
        return known.computeIfAbsent(
                labels, key -> durations.labels(key.method(), key.route(), status, key.capability()));
    }

    @Override
    public void rejected(String reason) {
        rejected.labels(reason).inc();
    }

    @Override
    public void active(String capability, int change) {
        LongAdder count = counts.get(capability);
        if (count == null) {
            count = counts.computeIfAbsent(capability, key -> new LongAdder());
        }
        count.add(change);
    }

    private Map<String, Long> running() {
        var running = new TreeMap<String, Long>();
        capabilities.forEach(capability -> running.put(capability.id(), 0L));
        counts.forEach((capability, count) -> {
            long sum = count.sum();
            if (sum != 0 || running.containsKey(capability)) {
                running.put(capability, sum);
            }
        });
        return running;
    }
}
