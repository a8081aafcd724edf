package org.aistack.rag.search.internal.rest;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import javax.ws.rs.POST;
import javax.ws.rs.Path;
import javax.ws.rs.Produces;
import javax.ws.rs.core.MediaType;
import org.aistack.kernel.Check;
import org.aistack.kernel.KernelError;
import org.aistack.kernel.rest.Requires;
import org.aistack.kernel.rest.Summary;
import org.aistack.rag.search.internal.SearchCapability;
import org.aistack.rag.search.internal.query.Metrics;
import org.aistack.rag.search.internal.query.Metrics.Metric;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.jaxrs.whiteboard.propertytypes.JaxrsResource;

/** {@code /api/search/metrics:compute}. */
@Component(service = MetricsResource.class)
@JaxrsResource
@Path("metrics:compute")
@Produces(MediaType.APPLICATION_JSON)
public final class MetricsResource {

    @POST
    @Requires(SearchCapability.READ)
    @Summary(zh = "计算检索质量指标", en = "Computes measures of retrieval")
    public Measured compute(Judged request) {
        Map<String, Map<String, Double>> perQuery = new TreeMap<>();
        Map<String, Double> values = new TreeMap<>();
        request.qrels().forEach((query, judged) -> {
            List<String> order = Metrics.order(request.run().getOrDefault(query, List.of()));
            Map<String, Double> each = new TreeMap<>();
            for (String name : request.metrics()) {
                double value = Metrics.of(Metric.of(name).orElseThrow(), judged, order);
                each.put(name, value);
                values.merge(name, value / request.qrels().size(), Double::sum);
            }
            perQuery.put(query, each);
        });
        return new Measured(values, perQuery);
    }

    /** Judgements and a ranking for each query, and what to measure. */
    public record Judged(
            Map<String, Map<String, Integer>> qrels, Map<String, List<Metrics.Ranked>> run, List<String> metrics) {

        private static final int MOST = 50;

        public Judged {
            run = run == null ? Map.of() : run;
            var check = Check.that().required("/qrels", qrels).required("/metrics", metrics);
            check.items("/metrics", metrics, MOST);
            for (int i = 0; metrics != null && i < metrics.size(); i++) {
                if (metrics.get(i) == null || Metric.of(metrics.get(i)).isEmpty()) {
                    check.fail("/metrics/" + i, KernelError.BAD_FORMAT);
                }
            }
            if (qrels != null && qrels.values().stream().anyMatch(j -> j == null || j.containsValue(null))) {
                check.fail("/qrels", KernelError.REQUIRED);
            }
            boolean holes = run.values().stream()
                    .anyMatch(r -> r == null || r.stream().anyMatch(item -> item == null || item.id() == null));
            if (holes) {
                check.fail("/run", KernelError.REQUIRED);
            }
            check.done();
        }
    }

    /** Means over the judged queries, and the figures of each. */
    public record Measured(Map<String, Double> values, Map<String, Map<String, Double>> perQuery) {}
}
