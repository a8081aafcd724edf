package org.aistack.itests.perf;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Inserts by the store against plain JDBC on the same pool, tables and moment, taking turns. */
final class StoreRatio {

    private StoreRatio() {}

    static Map<String, Object> measure(Api api, int pairs, int orders) {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("one_row", pairs(api, pairs, orders, 0));
        json.put("order_with_5_lines", pairs(api, pairs, orders, 5));
        return json;
    }

    private static Map<String, Object> pairs(Api api, int pairs, int orders, int lines) {
        insert(api, true, orders, lines);
        insert(api, false, orders, lines);
        insert(api, true, orders, lines);
        List<Double> byStore = new ArrayList<>();
        List<Double> byJdbc = new ArrayList<>();
        List<Double> ratios = new ArrayList<>();
        for (int i = 0; i < pairs; i++) {
            double store = i % 2 == 0 ? insert(api, true, orders, lines) : 0;
            double jdbc = insert(api, false, orders, lines);
            store = i % 2 == 0 ? store : insert(api, true, orders, lines);
            byStore.add(store);
            byJdbc.add(jdbc);
            ratios.add(store / jdbc);
        }
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("pairs", pairs);
        json.put("store_per_second", Numbers.round(Numbers.median(byStore), 0));
        json.put("jdbc_per_second", Numbers.round(Numbers.median(byJdbc), 0));
        json.put("ratio", Numbers.round(Numbers.median(ratios), 2));
        json.put("ratio_min", Numbers.round(Numbers.min(ratios), 2));
        json.put("ratio_max", Numbers.round(Numbers.max(ratios), 2));
        return json;
    }

    private static double insert(Api api, boolean byStore, int orders, int lines) {
        JsonNode done = api.post("/api/bare/inserts", Map.of("by_store", byStore, "orders", orders, "lines", lines));
        return done.path("orders").asDouble() / done.path("micros").asDouble() * 1e6;
    }
}
