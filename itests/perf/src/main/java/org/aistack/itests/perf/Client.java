package org.aistack.itests.perf;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;

/** The JDK's own client: what a Java program would do. Dearer than {@link Wire}, and an independent witness. */
final class Client implements Plan.Generator {

    private static final long PATIENCE_NANOS = 10_000_000_000L;

    private final URI url;

    Client(URI url) {
        this.url = url;
    }

    @Override
    public Tally run(Plan plan, Plan.Source source) {
        var tally = new Tally();
        var open = new AtomicInteger();
        var threads = Executors.newFixedThreadPool(2);
        HttpClient client = HttpClient.newBuilder()
                .version(HttpClient.Version.HTTP_1_1)
                .connectTimeout(Duration.ofSeconds(5))
                .executor(threads)
                .build();
        long start = System.nanoTime();
        long end = start + plan.nanos();
        for (long n = 0; ; n++) {
            long due = Math.max(start + plan.due(n), plan.closed() ? System.nanoTime() : 0);
            if (due >= end) {
                break;
            }
            while (System.nanoTime() < due || plan.closed() && open.get() >= plan.connections()) {
                LockSupport.parkNanos(Math.max(20_000, due - System.nanoTime()));
            }
            if (open.get() >= plan.limit()) {
                tally.error("not sent", 1);
                continue;
            }
            open.incrementAndGet();
            Shot shot = source.next(n);
            long sent = System.nanoTime();
            client.sendAsync(request(shot), HttpResponse.BodyHandlers.ofByteArray())
                    .whenComplete((answer, failure) -> {
                        open.decrementAndGet();
                        judge(tally, shot, answer, failure, due, sent, start);
                    });
        }
        while (open.get() > 0 && System.nanoTime() < end + PATIENCE_NANOS) {
            LockSupport.parkNanos(1_000_000);
        }
        tally.error("no answer", open.get());
        tally.ended(plan.seconds());
        threads.shutdownNow();
        return tally;
    }

    private static void judge(
            Tally tally, Shot shot, HttpResponse<byte[]> answer, Throwable failure, long due, long sent, long start) {
        long now = System.nanoTime();
        if (failure != null) {
            tally.error("connection", 1);
            return;
        }
        int status = answer.statusCode();
        String type = answer.headers().firstValue("Content-Type").orElse(null);
        String fault = shot.check().fault(status, type, answer.body());
        if (fault != null && (status == 429 || status == 503)) {
            tally.refused(
                    now - sent,
                    status,
                    answer.headers().firstValue("Retry-After").isPresent());
        } else {
            tally.add(now - due, fault, (now - start) / 1e9);
        }
    }

    private HttpRequest request(Shot shot) {
        var request = HttpRequest.newBuilder(url.resolve(shot.path()))
                .timeout(Duration.ofSeconds(60))
                .header("Accept", Shot.JSON)
                .method(
                        shot.method(),
                        shot.body() == null
                                ? HttpRequest.BodyPublishers.noBody()
                                : HttpRequest.BodyPublishers.ofByteArray(shot.body()));
        if (shot.type() != null) {
            request.header("Content-Type", shot.type());
        }
        if (shot.token() != null) {
            request.header("Authorization", "Bearer " + shot.token());
        }
        return request.build();
    }
}
