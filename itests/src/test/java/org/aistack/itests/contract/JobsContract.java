package org.aistack.itests.contract;

import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertFalse;
import static org.junit.Assert.assertNotNull;
import static org.junit.Assert.assertNull;
import static org.junit.Assert.assertTrue;

import java.io.ByteArrayInputStream;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.aistack.itests.Answer;
import org.aistack.itests.Container;
import org.aistack.itests.Fixture;
import org.aistack.itests.Rest;
import org.aistack.itests.Wait;
import org.junit.Test;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleException;

/** Jobs and schedules as clients see them, with the purge of notes and with a slow job that is made here. */
public class JobsContract extends Container {

    private static final String JOBS = "/api/kernel/jobs";
    private static final String SCHEDULES = "/api/kernel/schedules";
    private static final String PURGE = "notes.purge-archived";
    private static final String SLOW = "slow.walk";
    private static final Duration SOON = Duration.ofSeconds(20);

    private static final String WALK =
            """
            package org.acme.slow;
            import org.aistack.kernel.*;
            import org.aistack.kernel.jobs.*;
            public final class Walk implements Job<Walk.Way> {
                public record Way(int steps, boolean uphill) {}
                public record Walked(int steps) {}
                public Card card() { return new Card("slow.walk", new Text("散步", "Walk"), "notes:write"); }
                public Class<Way> arguments() { return Way.class; }
                public Walked run(Way way, Run run) throws Exception {
                    for (int i = 1; i <= way.steps(); i++) {
                        run.progress((double) i / way.steps(), new Text("第 " + i + " 步", "step " + i));
                        Thread.sleep(20);
                    }
                    if (way.uphill()) {
                        throw Problem.of(KernelError.CONFLICT);
                    }
                    return new Walked(way.steps());
                }
            }
            """;

    private static Rest ann;
    private static Rest ben;
    private static Bundle slow;

    private void ready() throws BundleException {
        if (ann == null) {
            ann = admin().user("jobs-ann", "user");
            ben = admin().user("jobs-ben", "user");
            byte[] jar = Fixture.bare("org.acme.slow", "1.0.0")
                    .component("Walk", WALK, "org.aistack.kernel.jobs.Job")
                    .header("Import-Package", "org.aistack.kernel,org.aistack.kernel.jobs")
                    .jar();
            slow = context.installBundle("fixture:slow", new ByteArrayInputStream(jar));
        }
        slow.start();
        Wait.until("the slow job is there", SOON, () -> ann.get(JOBS + "/kinds")
                .text()
                .contains(SLOW));
    }

    private static String walk(Rest who, int steps, boolean uphill) {
        Answer started = who.post(JOBS, Map.of("kind", SLOW, "arguments", Map.of("steps", steps, "uphill", uphill)))
                .expect(202);
        assertEquals(JOBS + "/" + started.at("/id"), started.header("Location"));
        return started.header("Location");
    }

    private static void awaitStatus(Rest who, String job, String status) {
        Wait.until(job + " is " + status, SOON, () -> status.equals(who.get(job).at("/status")));
    }

    @Test
    public void runsAndAnswersWhenItHasEnded() throws Exception {
        ready();
        String job = walk(ann, 3, false);
        Answer done = ann.get(job + "?wait=20", "Accept-Language", "en").expect(200);
        assertEquals("succeeded", done.at("/status"));
        assertEquals("3", done.at("/result/steps"));
        assertEquals("Walk", done.at("/title"));
        assertEquals("1", done.at("/attempts"));
        assertNotNull(done.at("/finished_at"));
        assertNull(done.header("Retry-After"));
        assertEquals("kernel.job-finished", ann.delete(job).expect(409).at("/code"));
        assertEquals(
                "succeeded", ann.get(job, "Prefer", "respond-async, wait=5").at("/status"));
        assertEquals(400, ann.get(job + "?wait=soon").status());
    }

    @Test
    public void othersDoNotSeeItButWhoWatchesTheServerDoes() throws Exception {
        ready();
        String job = walk(ann, 1, false);
        Answer foreign = ben.get(job).expect(404);
        Answer unknown = ben.get(JOBS + "/0000000000000").expect(404);
        assertEquals(unknown.at("/code"), foreign.at("/code"));
        assertEquals(404, ben.delete(job).status());
        assertEquals(404, ben.get(job + "/events").status());
        assertEquals(
                0,
                ben.get(JOBS + "?kind=" + SLOW).expect(200).body().at("/items").size());
        assertEquals(200, admin().get(job).status());
        String id = ann.get(job).at("/id");
        assertTrue(
                admin().get(JOBS + "?kind=" + SLOW + "&sort=-created_at").text().contains(id));
        String by = ann.get(job).at("/created_by");
        assertTrue(admin().get(JOBS + "?created_by=" + by).text().contains(id));
    }

    @Test
    public void listsWithFiltersAndCursors() throws Exception {
        ready();
        for (int i = 0; i < 3; i++) {
            awaitStatus(ann, walk(ann, 1, false), "succeeded");
        }
        Answer first = ann.get(JOBS + "?status=succeeded&limit=2").expect(200);
        assertEquals(2, first.body().at("/items").size());
        Answer second = ann.get(JOBS + "?status=succeeded&limit=2&cursor=" + first.at("/next_cursor"))
                .expect(200);
        assertFalse(second.text().contains(first.at("/items/0/id")));
        assertEquals(400, ann.get(JOBS + "?status=dancing").status());
        assertEquals(400, ann.get(JOBS + "?colour=red").status());
    }

    @Test
    public void showsItsProgressAsEvents() throws Exception {
        ready();
        String job = walk(ann, 120, false);
        Answer stream = ann.get(job + "/events", "Accept-Language", "en").expect(200);
        List<Long> ids = Pattern.compile("(?m)^id: ?(\\d+)$")
                .matcher(stream.text())
                .results()
                .map(MatchResult::group)
                .map(line -> Long.parseLong(line.replaceAll("\\D", "")))
                .toList();
        assertTrue("several events: " + ids, ids.size() >= 3);
        assertEquals("ids rise", ids.stream().sorted().distinct().toList(), ids);
        assertTrue(stream.text().contains("event: progress"));
        assertTrue(stream.text().contains("\"step\":\"step "));
        String end = stream.text().substring(stream.text().lastIndexOf("event:"));
        assertTrue(end, end.startsWith("event: end") && end.contains("\"status\":\"succeeded\""));
        String again = ann.get(
                        job + "/events",
                        "Last-Event-ID",
                        ids.get(ids.size() - 2).toString())
                .expect(200)
                .text();
        assertFalse(again.contains("event: progress"));
        assertTrue(again.contains("event: end"));
    }

    @Test
    public void waitsOnlyAsLongAsAskedAndCancels() throws Exception {
        ready();
        String job = walk(ann, 5_000, false);
        awaitStatus(ann, job, "running");
        long start = System.nanoTime();
        Answer running = ann.get(job + "?wait=1").expect(200);
        long millis = (System.nanoTime() - start) / 1_000_000;
        assertEquals("running", running.at("/status"));
        assertTrue("answered after " + millis + " ms", millis >= 900 && millis < 5_000);
        assertNotNull(running.header("Retry-After"));
        CompletableFuture<Answer> waiting = ann.getLater(job + "?wait=30");
        assertEquals("true", ann.delete(job).expect(202).at("/cancel_requested"));
        assertEquals("cancelled", waiting.get().at("/status"));
        assertEquals(409, ann.delete(job).status());
    }

    @Test
    public void goesOnAfterItsBundleWasAway() throws Exception {
        ready();
        String job = walk(ann, 60, false);
        awaitStatus(ann, job, "running");
        slow.stop();
        Answer waiting = ann.get(job).expect(200);
        assertEquals("queued", waiting.at("/status"));
        assertEquals("0", waiting.at("/attempts"));
        assertEquals(SLOW, waiting.at("/title"));
        assertEquals(
                "kernel.unknown-job-kind",
                ann.post(JOBS, Map.of("kind", SLOW, "arguments", Map.of("steps", 1, "uphill", false)))
                        .expect(422)
                        .at("/code"));
        slow.start();
        awaitStatus(ann, job, "succeeded");
    }

    @Test
    public void saysWhyItFailedAndBeginsAnew() throws Exception {
        ready();
        String job = walk(ann, 1, true);
        awaitStatus(ann, job, "failed");
        Answer failed = ann.get(job, "Accept-Language", "en").expect(200);
        assertEquals("kernel.conflict", failed.at("/error/code"));
        assertEquals("409", failed.at("/error/status"));
        assertEquals("In conflict with what is there", failed.at("/error/detail"));
        assertEquals("drop", ann.get(job + "/actions").at("/items/0"));
        String again = ann.post(job + "/actions/retry", "").expect(200).at("/status");
        assertTrue(again, again.equals("queued") || again.equals("running"));
        awaitStatus(ann, job, "failed");
        assertEquals(204, ann.post(job + "/actions/drop", "").status());
        assertEquals(404, ann.get(job).status());
    }

    @Test
    public void checksWhoStartsWhat() throws Exception {
        ready();
        assertEquals(403, ann.post(JOBS, Map.of("kind", PURGE)).status());
        assertEquals(422, ann.post(JOBS, Map.of("kind", "no.such")).status());
        Answer wrong = ann.post(JOBS, Map.of("kind", SLOW, "arguments", Map.of("steps", "many", "uphill", false)))
                .expect(422);
        assertEquals("/arguments/steps", wrong.at("/errors/0/pointer"));
        assertEquals(401, ANYONE.get(JOBS).status());
        Answer purge = admin().post(JOBS, Map.of("kind", PURGE, "arguments", Map.of("days", 30)))
                .expect(202);
        Answer purged = admin().get(purge.header("Location") + "?wait=20").expect(200);
        assertEquals("succeeded", purged.at("/status"));
        assertEquals("0", purged.at("/result/notes"));
    }

    @Test
    public void startsOneJobForOneKey() throws Exception {
        ready();
        var body = Map.of("kind", SLOW, "arguments", Map.of("steps", 1, "uphill", false));
        Answer first = ann.post(JOBS, body, "Idempotency-Key", "jobs-key-1").expect(202);
        Answer again = ann.post(JOBS, body, "Idempotency-Key", "jobs-key-1").expect(202);
        assertEquals(first.at("/id"), again.at("/id"));
        assertEquals(first.header("Location"), again.header("Location"));
    }

    @Test
    public void keepsSchedules() throws Exception {
        ready();
        Answer made = ann.post(
                        SCHEDULES,
                        Map.of(
                                "kind",
                                SLOW,
                                "arguments",
                                Map.of("steps", 1, "uphill", false),
                                "cron",
                                "0 3 * * *",
                                "time_zone",
                                "Asia/Shanghai"))
                .expect(201);
        String path = SCHEDULES + "/" + made.at("/id");
        assertEquals(path, made.header("Location"));
        assertTrue(made.at("/next_run_at"), made.at("/next_run_at").endsWith("T19:00:00Z"));
        assertEquals(404, ben.get(path).status());
        assertEquals(428, ann.patch(path, Map.of("paused", true)).status());
        Answer paused = ann.patch(path, Map.of("paused", true), "If-Match", made.header("ETag"))
                .expect(200);
        assertNull(paused.at("/next_run_at"));
        assertEquals(412, ann.delete(path, "If-Match", made.header("ETag")).status());
        assertEquals(
                "/cron",
                ann.patch(path, Map.of("cron", "61 * * * *"), "If-Match", paused.header("ETag"))
                        .expect(422)
                        .at("/errors/0/pointer"));
        assertEquals(204, ann.delete(path, "If-Match", paused.header("ETag")).status());
        assertEquals(404, ann.get(path).status());

        Answer nightly = admin().get(SCHEDULES + "?kind=" + PURGE).expect(200);
        assertEquals("true", nightly.at("/items/0/by_code"));
        assertEquals("system", nightly.at("/items/0/created_by"));
        String purge = SCHEDULES + "/" + nightly.at("/items/0/id");
        String tag = admin().get(purge).header("ETag");
        assertEquals(409, admin().delete(purge, "If-Match", tag).status());
        assertEquals(
                409,
                admin().patch(purge, Map.of("cron", "0 4 * * *"), "If-Match", tag)
                        .status());
    }

    @Test
    public void computesWhenAScheduleRuns() throws Exception {
        ready();
        Answer gap = ann.post(
                        SCHEDULES + ":compute",
                        Map.of(
                                "cron", "30 2 * * *",
                                "time_zone", "Europe/Berlin",
                                "from", "2026-03-28T12:00:00Z",
                                "count", 2))
                .expect(200);
        assertEquals("2026-03-29T01:00:00Z", gap.at("/next_run_times/0"));
        assertEquals("2026-03-30T00:30:00Z", gap.at("/next_run_times/1"));
        assertEquals(
                "kernel.bad-time-zone",
                ann.post(SCHEDULES + ":compute", Map.of("cron", "* * * * *", "time_zone", "Mars/Base"))
                        .expect(422)
                        .at("/code"));
    }

    @Test
    public void isMeasuredAndHealthy() throws Exception {
        ready();
        awaitStatus(ann, walk(ann, 1, false), "succeeded");
        String metrics = admin().get("/metrics").text();
        assertTrue(metrics.contains("kernel_jobs_total{kind=\"" + SLOW + "\",result=\"succeeded\""));
        assertTrue(metrics.contains("kernel_jobs_running{kind=\"" + SLOW + "\""));
        assertTrue(metrics.contains("kernel_executor_queue{pool=\"jobs\""));
        assertTrue(admin().get("/api/kernel/health").text().contains("\"kernel.jobs\""));
    }
}
