package org.aistack.kernel.shell.internal;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;

/** Asks a server whether it is ready. Run by bin/aistack, outside the container. */
final class Probe {

    private static final Duration PATIENCE = Duration.ofSeconds(2);
    /** The file with the process id is written within this time after the start. */
    private static final Duration GRACE = Duration.ofSeconds(5);

    private Probe() {}

    /**
     * Ends with 0 when the server is ready, with 1 when it is not.
     *
     * @param args address, seconds to wait for it, file that exists as long as the server's process
     */
    public static void main(String[] args) throws InterruptedException {
        long begin = System.nanoTime();
        long patience = Duration.ofSeconds(Long.parseLong(args[1])).toNanos();
        var client = HttpClient.newBuilder().connectTimeout(PATIENCE).build();
        while (!ready(client, URI.create(args[0]))) {
            long waited = System.nanoTime() - begin;
            if (waited >= patience || (waited > GRACE.toNanos() && !Files.exists(Path.of(args[2])))) {
                System.exit(1);
            }
            Thread.sleep(250);
        }
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
