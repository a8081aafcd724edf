package org.aistack.itests.perf;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;

/** Reading, listing and writing notes. */
final class Notes {

    static final String PATH = "/api/notes/notes";
    private static final String SEED_TAG = "perf-seed";

    private Notes() {}

    /** Repeatable notes: the same number gives the same titles. What is there already is used again. */
    static Map<String, String> seed(Api api, int count) {
        Map<String, String> titles = new LinkedHashMap<>();
        collect(
                api,
                SEED_TAG,
                item -> titles.put(item.path("id").asText(), item.path("title").asText()));
        var random = new Random(17);
        for (int i = 0; i < count; i++) {
            String title = "Perf note " + i + " " + Integer.toHexString(random.nextInt());
            if (!titles.containsValue(title)) {
                JsonNode made = api.post(
                        PATH,
                        Map.of(
                                "title",
                                title,
                                "body",
                                "text of note " + i + ". ".repeat(20),
                                "tags",
                                List.of(SEED_TAG)));
                titles.put(made.path("id").asText(), title);
            }
        }
        return titles;
    }

    interface Each {
        void item(JsonNode note);
    }

    static void collect(Api api, String tag, Each each) {
        String cursor = null;
        do {
            JsonNode page = api.get(PATH + "?limit=200&tag=" + tag + (cursor == null ? "" : "&cursor=" + cursor));
            if (!page.has("items")) {
                throw new IllegalStateException("no list of notes: " + page);
            }
            page.path("items").forEach(each::item);
            cursor = page.path("next_cursor").asText("");
        } while (!cursor.isEmpty() && !"null".equals(cursor));
    }

    /** One note by its id, another each time. */
    static final class Read implements Scenario {
        private final List<String> ids = new ArrayList<>();
        private final List<Shot.Check> checks = new ArrayList<>();
        private String token;

        @Override
        public void prepare(Api api) {
            token = api.token();
            seed(api, 200).forEach((id, title) -> {
                ids.add(id);
                checks.add(Shot.json(200, "\"title\":\"" + title + "\""));
            });
        }

        @Override
        public Shot next(long n) {
            int at = (int) (n * 31 % ids.size());
            return Shot.get(PATH + "/" + ids.get(at), token, checks.get(at));
        }
    }

    /** A page of 50. */
    static final class Pages implements Scenario {
        private static final byte[] TITLE = "\"title\":".getBytes(StandardCharsets.US_ASCII);
        private String token;

        @Override
        public void prepare(Api api) {
            token = api.token();
            seed(api, 200);
        }

        @Override
        public Shot next(long n) {
            return Shot.get(PATH + "?limit=50&tag=" + SEED_TAG, token, (status, type, body) -> {
                String fault = Shot.json(200, "\"next_cursor\":\"").fault(status, type, body);
                return fault != null || count(body) == 50 ? fault : "not 50 items";
            });
        }

        private static int count(byte[] body) {
            int count = 0;
            for (int i = 0; i + TITLE.length <= body.length; i++) {
                if (body[i] == '"' && Arrays.equals(body, i, i + TITLE.length, TITLE, 0, TITLE.length)) {
                    count++;
                }
            }
            return count;
        }
    }

    /** New notes, each with a title of its own; afterwards every acknowledged one must be there once. */
    static final class Write implements Scenario {
        private final String tag = "perf-" + Long.toString(System.nanoTime(), 36);
        private final AtomicLong count = new AtomicLong();
        private final Set<String> acknowledged = ConcurrentHashMap.newKeySet();
        private String token;

        @Override
        public void prepare(Api api) {
            token = api.token();
        }

        @Override
        public Shot next(long n) {
            // a number of its own: the same load may be run more than once
            String title = tag + "-" + count.incrementAndGet();
            Shot.Check right = Shot.json(201, "\"title\":\"" + title + "\"");
            return Shot.post(
                    PATH, "{\"title\":\"" + title + "\",\"tags\":[\"" + tag + "\"]}", token, (status, type, body) -> {
                        if (status == 201) {
                            acknowledged.add(title);
                        }
                        return right.fault(status, type, body);
                    });
        }

        @Override
        public Map<String, Object> finish(Api api) {
            Map<String, Integer> found = new LinkedHashMap<>();
            collect(api, tag, item -> found.merge(item.path("title").asText(), 1, Integer::sum));
            long lost = acknowledged.stream().filter(t -> !found.containsKey(t)).count();
            long twice = found.values().stream().filter(times -> times > 1).count();
            return Map.of(
                    "acknowledged",
                    acknowledged.size(),
                    "found",
                    found.size(),
                    "lost",
                    lost,
                    "twice",
                    twice,
                    "wrong",
                    lost + twice);
        }
    }
}
