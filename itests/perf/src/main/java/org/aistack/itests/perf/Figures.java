package org.aistack.itests.perf;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/** The figures of a run that are worth comparing with those of another. */
final class Figures {

    static final Set<String> MORE_IS_BETTER =
            Set.of("knee of the mixture", "overload kept", "store against jdbc, one row", "store against jdbc, order");

    private static final Map<String, String> PLACES = Map.of(
            "boot",
            "/boot/clean_median_s",
            "cpu ratio",
            "/ratio/ratio",
            "cpu of a rowless get",
            "/ratio/of_cpu_us",
            "knee of the mixture",
            "/ramp_mix/knee",
            "overload kept",
            "/overload/kept",
            "p99 of 1000 connections",
            "/connections/latency_ms/p99",
            "cpu of a read",
            "/resources/read/cpu_us_per_request",
            "store against jdbc, one row",
            "/store/one_row/ratio",
            "store against jdbc, order",
            "/store/order_with_5_lines/ratio",
            "idle memory",
            "/rss_idle_mb");

    private Figures() {}

    static Map<String, Double> of(JsonNode results) {
        Map<String, Double> figures = new TreeMap<>();
        PLACES.forEach((name, place) -> {
            JsonNode value = results.at(place);
            if (value.isNumber()) {
                figures.put(name, value.asDouble());
            }
        });
        return figures;
    }
}
