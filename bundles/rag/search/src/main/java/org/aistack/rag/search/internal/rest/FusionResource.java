package org.aistack.rag.search.internal.rest;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import javax.ws.rs.POST;
import javax.ws.rs.Path;
import javax.ws.rs.Produces;
import javax.ws.rs.core.MediaType;
import org.aistack.kernel.Check;
import org.aistack.kernel.KernelError;
import org.aistack.kernel.rest.Requires;
import org.aistack.kernel.rest.Summary;
import org.aistack.rag.search.internal.SearchCapability;
import org.aistack.rag.search.internal.SearchError;
import org.aistack.rag.search.internal.query.Fusion;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.jaxrs.whiteboard.propertytypes.JaxrsResource;

/** {@code /api/search/fusion:compute}. */
@Component(service = FusionResource.class)
@JaxrsResource
@Path("fusion:compute")
@Produces(MediaType.APPLICATION_JSON)
public final class FusionResource {

    @POST
    @Requires(SearchCapability.READ)
    @Summary(zh = "试算结果列表的融合", en = "Computes how lists of results are fused")
    public Fused compute(Legs request) {
        List<Fusion.Leg<String>> legs = new ArrayList<>();
        for (Leg leg : request.legs()) {
            Map<String, Double> scores = new LinkedHashMap<>();
            leg.items().forEach(item -> scores.putIfAbsent(item.id(), item.score()));
            legs.add(new Fusion.Leg<>(leg.weight(), scores));
        }
        Map<String, Double> fused =
                request.method().equals("rrf") ? Fusion.reciprocalRank(legs, request.k()) : Fusion.minMax(legs);
        return new Fused(Fusion.order(fused).stream()
                .map(id -> new Item(id, fused.get(id)))
                .toList());
    }

    /**
     * Results to put together.
     *
     * @param method {@code minmax} (default) or {@code rrf}
     * @param k of rrf; 60 by default
     */
    public record Legs(List<Leg> legs, String method, Double k) {

        private static final int MOST_LEGS = 20;
        private static final int MOST_ITEMS = 10_000;
        private static final double USUAL_K = 60;

        public Legs {
            method = method == null ? "minmax" : method;
            k = k == null ? USUAL_K : k;
            var check = Check.that().required("/legs", legs).items("/legs", legs, MOST_LEGS);
            if (!Set.of("minmax", "rrf").contains(method)) {
                check.fail("/method", SearchError.UNKNOWN_CHOICE, "minmax, rrf");
            }
            if (!(k >= 0 && k <= MOST_ITEMS)) {
                check.fail("/k", KernelError.OUT_OF_RANGE, 0, MOST_ITEMS);
            }
            for (int i = 0; legs != null && i < legs.size(); i++) {
                check(check, "/legs/" + i, legs.get(i));
            }
            check.done();
        }

        private static void check(Check check, String at, Leg leg) {
            if (leg == null || leg.items() == null) {
                check.fail(at + "/items", KernelError.REQUIRED);
                return;
            }
            check.items(at + "/items", leg.items(), MOST_ITEMS);
            for (int i = 0; i < leg.items().size(); i++) {
                Item item = leg.items().get(i);
                if (item == null || item.id() == null || item.score() == null || !Double.isFinite(item.score())) {
                    check.fail(at + "/items/" + i, KernelError.REQUIRED);
                }
            }
        }
    }

    /** One way of finding; its weight is 1 unless told otherwise. */
    public record Leg(String name, Double weight, List<Item> items) {
        public Leg {
            weight = weight == null ? 1.0 : weight;
        }
    }

    /** A thing and its score. */
    public record Item(String id, Double score) {}

    /** Things by falling score, equal ones by id. */
    public record Fused(List<Item> items) {}
}
