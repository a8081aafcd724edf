package org.aistack.itests.perf;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.CompletableFuture;

/** The mixture for a while, with one capability replaced again and again; what must stay flat is looked at. */
final class Soak {

    private Soak() {}

    static Map<String, Object> measure(Api api, Watch watch, double rate, double seconds, double every) {
        Scenario mix = Scenarios.of("mix");
        mix.prepare(api);
        Watch.Look before = watch.look();
        long classes = classes(watch);
        long end = System.nanoTime() + (long) (seconds * 1e9);
        var redeployments = CompletableFuture.supplyAsync(() -> {
            int done = 0;
            Processes.sleep(every / 2);
            while (System.nanoTime() < end - 2e9) {
                api.post("/api/kernel/capabilities/ingest/actions/update", "{}");
                done++;
                Processes.sleep(every);
            }
            return done;
        });
        Tally tally = new Wire(api.url()).run(Plan.open(rate, seconds, 64), mix::next);
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("rate", Numbers.round(rate, 0));
        json.putAll(tally.json());
        json.put("redeployments", redeployments.join());
        json.put("ledger", mix.finish(api));
        Watch.Look after = watch.look();
        json.put("threads", before.threads() + " → " + after.threads());
        json.put("files", before.files() + " → " + after.files());
        json.put("rss_mb", (before.rss() >> 20) + " → " + (after.rss() >> 20));
        json.put("classes", classes + " → " + classes(watch));
        return json;
    }

    /** Loaded classes, as the JDK's own tool sees them. */
    private static long classes(Watch watch) {
        String[] lines = Processes.output(java.util.List.of("jstat", "-class", Long.toString(watch.pid())), 10)
                .strip()
                .split("\n");
        if (lines.length < 2) {
            return -1;
        }
        String[] words = lines[1].strip().split("\\s+");
        return Long.parseLong(words[0]) - Long.parseLong(words[2]);
    }
}
