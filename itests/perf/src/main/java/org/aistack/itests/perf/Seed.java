package org.aistack.itests.perf;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.IntStream;

/**
 * Fills a server with notes of the same texts every time, through the batch that everybody may use. What is there already
 * stays as it is, so a seeding that was broken off goes on where it ended.
 */
final class Seed {

    private static final Map<String, Integer> SIZES = Map.of("S", 1_000, "M", 100_000, "L", 1_000_000);
    private static final int BATCH = 500;
    private static final String[] WORDS = {
        "order", "invoice", "report", "customer", "delivery", "quality", "meeting", "budget", "订单", "发票", "报告", "客户"
    };

    /** In the order of its components, so that the same batch is the same bytes. */
    record Note(String code, String title, String body) {}

    private Seed() {}

    /** Rows and rows per second. */
    static Map<String, Object> run(Api api, String size) {
        Integer rows = SIZES.get(size);
        if (rows == null) {
            throw new IllegalArgumentException("the size is S, M or L, not " + size);
        }
        long begun = System.nanoTime();
        long made = IntStream.range(0, rows / BATCH)
                .parallel()
                .mapToLong(batch -> write(api, batch))
                .sum();
        double seconds = (System.nanoTime() - begun) / 1e9;
        Map<String, Object> figures = new LinkedHashMap<>();
        figures.put("size", size);
        figures.put("rows", rows);
        figures.put("made", made);
        figures.put("seconds", seconds);
        figures.put("rows_per_second", rows / seconds);
        return figures;
    }

    private static long write(Api api, int batch) {
        var random = new Random(batch);
        List<Note> items = new ArrayList<>();
        for (int i = 0; i < BATCH; i++) {
            int number = batch * BATCH + i;
            String word = WORDS[random.nextInt(WORDS.length)];
            String body = word + " " + random.nextInt(1_000_000) + " " + WORDS[random.nextInt(WORDS.length)];
            items.add(new Note("seed-" + number, word + " " + number, body));
        }
        return made(api.once(Notes.PATH + ":batch", json(Map.of("items", items)), "seed-batch-" + batch));
    }

    /** How many are new; anything but a code that is there already is an error. */
    private static long made(JsonNode answer) {
        long made = 0;
        for (JsonNode item : answer.path("items")) {
            String refusal = item.at("/error/code").asText("");
            if (refusal.isEmpty()) {
                made++;
            } else if (!refusal.equals("notes.duplicate-code")) {
                throw new IllegalStateException(item.toString());
            }
        }
        return made;
    }

    private static String json(Object value) {
        try {
            return Api.JSON.writeValueAsString(value);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException(e);
        }
    }
}
