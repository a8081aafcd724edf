package org.aistack.itests.perf;

import java.io.IOException;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;

/** What others feel when somebody is slow, in the server or outside, or when everybody signs in. */
final class Neighbours {

    private static final double RATE = 200;

    private Neighbours() {}

    /** Reads while another capability is asked for much more slow work than it has workers. */
    static Map<String, Object> slowCapability(Api api, double seconds) {
        Scenario read = prepared(api);
        String token = api.token();
        var flood = CompletableFuture.supplyAsync(() -> new Wire(api.url())
                .run(
                        Plan.open(60, seconds, 400),
                        n -> Shot.get("/api/bare/slow/3000", token, Shot.json(200, "slept"))));
        Processes.sleep(1);
        Tally others = new Wire(api.url()).run(Plan.open(RATE, seconds - 1, 32), read::next);
        Map<String, Object> json = others.json();
        json.put("slow_requests_errors", flood.join().errors());
        return json;
    }

    /** Reads while many clients begin to send a body and then hardly go on. */
    static Map<String, Object> slowClients(Api api, int clients, double seconds) throws IOException {
        Scenario read = prepared(api);
        List<Socket> slow = new ArrayList<>();
        String head = "POST " + Notes.PATH + " HTTP/1.1\r\nHost: x\r\nAuthorization: Bearer " + api.token()
                + "\r\nContent-Type: application/json\r\nContent-Length: 4000\r\n\r\n{";
        for (int i = 0; i < clients; i++) {
            Socket socket = new Socket(api.url().getHost(), api.url().getPort());
            socket.getOutputStream().write(head.getBytes(StandardCharsets.US_ASCII));
            slow.add(socket);
        }
        Tally others = new Wire(api.url()).run(Plan.open(RATE, seconds, 32), read::next);
        for (Socket socket : slow) {
            socket.close();
        }
        Map<String, Object> json = others.json();
        json.put("slow_clients", clients);
        return json;
    }

    /** The p99 of reads without and with a flood of sign-ins. */
    static Map<String, Object> logins(Api api, double seconds) {
        Scenario read = prepared(api);
        Scenario login = Scenarios.of("login");
        login.prepare(api);
        int cores = Machine.cores();
        Tally alone = new Wire(api.url()).run(Plan.open(RATE, seconds, 32), read::next);
        Tally few = new Wire(api.url()).run(Plan.open(2.0 * cores, seconds, 16), login::next);
        var flood = CompletableFuture.supplyAsync(
                () -> new Wire(api.url()).run(Plan.open(20.0 * cores, seconds, 200), login::next));
        Tally during = new Wire(api.url()).run(Plan.open(RATE, seconds, 32), read::next);
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("reads_alone", alone.json());
        json.put("reads_during_flood", during.json());
        json.put("flood", flood.join().json());
        json.put("two_per_core", few.json());
        json.put("p99_change", Numbers.round(during.percentile(99) / Math.max(0.001, alone.percentile(99)) - 1, 2));
        return json;
    }

    private static Scenario prepared(Api api) {
        Scenario read = Scenarios.of("read");
        read.prepare(api);
        return read;
    }
}
