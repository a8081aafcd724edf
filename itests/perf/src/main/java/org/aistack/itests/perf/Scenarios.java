package org.aistack.itests.perf;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;

/** All kinds of load by name. */
final class Scenarios {

    private static final Map<String, Supplier<Scenario>> ALL = Map.of(
            "read",
            Notes.Read::new,
            "list",
            Notes.Pages::new,
            "write",
            Notes.Write::new,
            "rowless",
            () -> new Path("/api/bare/record", "\"amount\":42"),
            "bare",
            () -> new Path("/bare/record", "\"amount\":42"),
            "info",
            () -> new Path("/api/kernel/info", "\"product\":\"AI Stack\""),
            "search",
            Search::new,
            "login",
            Login::new,
            "mix",
            Mix::new,
            "live",
            () -> new Path("/health/live", "\"status\":\"up\""));

    private Scenarios() {}

    static Scenario of(String name) {
        Supplier<Scenario> made = ALL.get(name);
        if (made == null) {
            throw new IllegalArgumentException("no scenario " + name + "; there are " + ALL.keySet());
        }
        return made.get();
    }

    /** The same address again and again. */
    record Path(String path, String part, String[] token) implements Scenario {
        Path(String path, String part) {
            this(path, part, new String[1]);
        }

        @Override
        public void prepare(Api api) {
            token[0] = api.token();
        }

        @Override
        public Shot next(long n) {
            return Shot.get(path, token[0], Shot.json(200, part));
        }
    }

    /** Questions to the knowledge base, about documents that are put there first. */
    static final class Search implements Scenario {
        private static final int DOCUMENTS = 40;
        private static final List<String> THINGS =
                List.of("valve", "pump", "turbine", "bearing", "gearbox", "filter", "compressor", "boiler");
        private String token;

        @Override
        public void prepare(Api api) {
            token = api.token();
            var known = api.get("/api/ingest/documents?limit=200").toString();
            for (int i = 0; i < DOCUMENTS; i++) {
                String title = "Perf manual " + i;
                if (!known.contains("\"" + title + "\"")) {
                    String thing = THINGS.get(i % THINGS.size());
                    String text = ("The " + thing + " number " + i + " is cleaned every " + (i + 2)
                                    + " weeks with warm water. Its spare parts lie in shelf " + i + ". ")
                            .repeat(6);
                    api.post("/api/ingest/documents?wait=60", Map.of("title", title, "text", text));
                }
            }
        }

        @Override
        public Shot next(long n) {
            String thing = THINGS.get((int) (n % THINGS.size()));
            String body = "{\"query\":\"how is the " + thing + " cleaned\",\"mode\":\"lexical\",\"top_k\":5}";
            return Shot.post("/api/search/query", body, token, Shot.json(200, thing));
        }
    }

    /** Signing in with a password: as dear as it is meant to be. */
    static final class Login implements Scenario {
        private String form;

        @Override
        public void prepare(Api api) {
            form = Api.password("admin", api.password());
        }

        @Override
        public Shot next(long n) {
            return Shot.form("/auth/token", form, Shot.json(200, "\"access_token\""));
        }
    }

    /** 70 reads by id, 15 lists, 10 writes, 3 questions, 2 renewals of a token in 100. */
    static final class Mix implements Scenario {
        private final Scenario read = new Notes.Read();
        private final Scenario list = new Notes.Pages();
        private final Scenario write = new Notes.Write();
        private final Scenario search = new Search();
        private Renewals renewals;

        @Override
        public void prepare(Api api) {
            List.of(read, list, write, search).forEach(s -> s.prepare(api));
            renewals = new Renewals(api);
        }

        @Override
        public Shot next(long n) {
            int at = (int) (n * 37 % 100);
            if (at < 70) {
                return read.next(n);
            }
            if (at < 85) {
                return list.next(n);
            }
            if (at < 95) {
                return write.next(n);
            }
            return at < 98 ? search.next(n) : renewals.next(n);
        }

        @Override
        public Map<String, Object> finish(Api api) {
            return new HashMap<>(write.finish(api));
        }
    }
}
