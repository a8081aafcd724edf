package org.aistack.kernel.shell.internal;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;

/** Asks a server whether it is ready, and a port whether it is free. Run by bin/aistack, outside the container. */
final class Probe {

    private static final Duration PATIENCE = Duration.ofSeconds(2);
    /** The file with the process id is written within this time after the start. */
    private static final Duration GRACE = Duration.ofSeconds(5);

    private Probe() {}

    /**
     * Ends with 0 when the answer is yes, with 1 when it is no.
     *
     * @param args {@code ready}, address, seconds to wait for it, file that exists as long as the server's process; or
     *     {@code free}, and pairs of host and port
     */
    public static void main(String[] args) throws InterruptedException {
        List<String> rest = List.of(args).subList(1, args.length);
        System.exit(("free".equals(args[0]) ? free(rest) : ready(rest)) ? 0 : 1);
    }

    private static boolean free(List<String> places) {
        for (int i = 0; i < places.size(); i += 2) {
            try (var socket = new ServerSocket()) {
                socket.setReuseAddress(true);
                socket.bind(new InetSocketAddress(places.get(i), Integer.parseInt(places.get(i + 1))));
            } catch (IOException | IllegalArgumentException problem) {
                System.err.println("aistack: cannot listen on " + places.get(i) + ":" + places.get(i + 1) + ": "
                        + problem.getMessage());
                return false;
            }
        }
        return true;
    }

    private static boolean ready(List<String> args) throws InterruptedException {
        long begin = System.nanoTime();
        long patience = Duration.ofSeconds(Long.parseLong(args.get(1))).toNanos();
        var client = HttpClient.newBuilder().connectTimeout(PATIENCE).build();
        while (!ready(client, URI.create(args.get(0)))) {
            long waited = System.nanoTime() - begin;
            if (waited >= patience || (waited > GRACE.toNanos() && !Files.exists(Path.of(args.get(2))))) {
                return false;
            }
            Thread.sleep(250);
        }
        return true;
    }

    private static boolean ready(HttpClient client, URI address) throws InterruptedException {
        try {
            var request = HttpRequest.newBuilder(address).timeout(PATIENCE).build();
            return client.send(request, BodyHandlers.discarding()).statusCode() == 200;
        } catch (IOException notYet) {
            return false;
        }
    }
}
