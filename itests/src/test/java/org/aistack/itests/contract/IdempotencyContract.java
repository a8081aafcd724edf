package org.aistack.itests.contract;

import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertNotEquals;
import static org.junit.Assert.assertNull;
import static org.junit.Assert.assertTrue;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Collectors;
import org.aistack.itests.Answer;
import org.aistack.itests.Container;
import org.aistack.itests.Rest;
import org.aistack.itests.Wait;
import org.junit.Test;

/** The same key and the same request have one effect and one answer, whatever happens in between. */
public class IdempotencyContract extends Container {

    private static final String NOTES = "/api/notes/notes";
    private static final String DOCUMENTS = "/api/ingest/documents";
    private static final String KEY = "Idempotency-Key";
    private static final int AT_ONCE = 20;

    private static Rest cleo;

    private static synchronized Rest cleo() {
        if (cleo == null) {
            cleo = admin().user("cleo", "user");
        }
        return cleo;
    }

    private static int tagged(Rest client, String tag) {
        return client.get(NOTES + "?tag=" + tag).expect(200).body().at("/items").size();
    }

    private static Map<String, Object> note(String title, String tag) {
        return Map.of("title", title, "tags", List.of(tag));
    }

    private static List<Answer> atOnce(Callable<Answer> question) throws InterruptedException, ExecutionException {
        var threads = Executors.newFixedThreadPool(AT_ONCE);
        try {
            List<Answer> answers = new ArrayList<>();
            for (Future<Answer> answer : threads.invokeAll(java.util.Collections.nCopies(AT_ONCE, question))) {
                answers.add(answer.get());
            }
            return answers;
        } finally {
            threads.shutdown();
        }
    }

    @Test
    public void twentyAtOnceHaveOneEffect() throws Exception {
        List<Answer> answers = atOnce(() -> admin().post(NOTES, note("at once", "at-once"), KEY, "at-once-1"));
        Set<String> made = answers.stream()
                .filter(answer -> answer.status() == 201)
                .map(Answer::text)
                .collect(Collectors.toSet());
        assertEquals("one answer, letter by letter", 1, made.size());
        for (Answer answer : answers) {
            assertTrue(answer.text(), answer.status() == 201 || "kernel.key-in-flight".equals(answer.at("/code")));
        }
        assertEquals(1, tagged(admin(), "at-once"));
        Answer again = admin().post(NOTES, note("at once", "at-once"), KEY, "at-once-1")
                .expect(201);
        assertEquals(made, Set.of(again.text()));
    }

    @Test
    public void theSameAnswerComesAgainWithItsHeaders() {
        Answer first =
                admin().post(NOTES, note("again", "again"), KEY, "again-1").expect(201);
        Answer second =
                admin().post(NOTES, note("again", "again"), KEY, "again-1").expect(201);
        assertNull(first.header("Idempotency-Replayed"));
        assertEquals("true", second.header("Idempotency-Replayed"));
        assertEquals(first.text(), second.text());
        for (String header : List.of("Location", "ETag", "Content-Type")) {
            assertEquals(header, first.header(header), second.header(header));
        }
        assertEquals(1, tagged(admin(), "again"));
    }

    @Test
    public void anotherBodyQueryOrTypeIsRefused() {
        admin().post(NOTES, note("first", "other-body"), KEY, "other-body-1").expect(201);
        assertEquals(
                "kernel.key-reused",
                admin().post(NOTES, note("second", "other-body"), KEY, "other-body-1")
                        .expect(422)
                        .at("/code"));
        assertEquals(
                422,
                admin().post(NOTES + "?x=1", note("first", "other-body"), KEY, "other-body-1")
                        .status());
        assertEquals(1, tagged(admin(), "other-body"));
    }

    @Test
    public void keysBelongToTheirUserAndTheirAddress() {
        String id = admin().post(NOTES, note("mine", "whose"), KEY, "whose-1")
                .expect(201)
                .at("/id");
        Answer other = cleo().post(NOTES, note("mine", "whose"), KEY, "whose-1").expect(201);
        assertNotEquals(id, other.at("/id"));
        assertNull(other.header("Idempotency-Replayed"));
        assertEquals(1, tagged(cleo(), "whose"));
        Answer moved = admin().post(NOTES + "/" + id + "/actions/archive", "", KEY, "whose-1")
                .expect(200);
        assertEquals("archived", moved.at("/state"));
    }

    @Test
    public void aFailureIsForgottenWithEverythingItDid() {
        assertEquals(
                422, admin().post(NOTES, Map.of("body", "x"), KEY, "failed-1").status());
        admin().post(NOTES, note("now right", "failed"), KEY, "failed-1").expect(201);
        assertEquals(1, tagged(admin(), "failed"));

        Answer made = admin().post(NOTES, note("moved", "failed-move")).expect(201);
        String actions = NOTES + "/" + made.at("/id") + "/actions/";
        assertEquals(409, admin().post(actions + "restore", "", KEY, "move-1").status());
        admin().post(actions + "archive", "").expect(200);
        assertEquals(
                "active",
                admin().post(actions + "restore", "", KEY, "move-1").expect(200).at("/state"));
    }

    @Test
    public void anActionHappensOnce() {
        String id = admin().post(NOTES, note("once", "once")).expect(201).at("/id");
        for (int i = 0; i < 3; i++) {
            assertEquals(
                    "archived",
                    admin().post(NOTES + "/" + id + "/actions/archive", "", KEY, "archive-" + id)
                            .expect(200)
                            .at("/state"));
        }
        Answer history = admin().get(NOTES + "/" + id + "/history").expect(200);
        assertEquals(1, history.body().at("/items").size());
    }

    @Test
    public void aBatchHappensOnceWithItsRefusals() {
        var batch = Map.of(
                "items", List.of(note("one", "batch-once"), Map.of("body", "no title"), note("two", "batch-once")));
        Answer first =
                admin().post(NOTES + ":batch", batch, KEY, "batch-once-1").expect(200);
        assertEquals("notes.required", first.at("/items/1/error/code"));
        Answer second =
                admin().post(NOTES + ":batch", batch, KEY, "batch-once-1").expect(200);
        assertEquals("true", second.header("Idempotency-Replayed"));
        assertEquals(first.text(), second.text());
        assertEquals(2, tagged(admin(), "batch-once"));
    }

    @Test
    public void aJobIsStartedOnce() throws Exception {
        List<Answer> answers =
                atOnce(() -> admin().post("/api/kernel/backups", Map.of("with_keys", false), KEY, "job-once-1"));
        Set<String> jobs = answers.stream()
                .filter(answer -> answer.status() == 202)
                .map(answer -> answer.header("Location"))
                .collect(Collectors.toSet());
        assertEquals(answers.toString(), 1, jobs.size());
        assertTrue(answers.stream().allMatch(a -> a.status() == 202 || a.status() == 409));
        String job = jobs.iterator().next();
        Answer again = admin().post("/api/kernel/backups", Map.of("with_keys", false), KEY, "job-once-1")
                .expect(202);
        assertEquals(job, again.header("Location"));
        Wait.until("the job has ended", Duration.ofSeconds(60), () -> "succeeded"
                .equals(admin().get(job).at("/status")));
    }

    @Test
    public void badKeysAreRefusedBeforeAnythingHappens() {
        for (String bad : List.of("x".repeat(256), "two words")) {
            assertEquals(
                    "kernel.bad-key",
                    admin().post(NOTES, note("bad", "bad-key"), KEY, bad)
                            .expect(400)
                            .at("/code"));
        }
        assertEquals(0, tagged(admin(), "bad-key"));
    }

    @Test
    public void filesAreComparedByWhatIsInThem() throws Exception {
        String text = "The boiler is descaled every March.";
        List<Answer> answers = atOnce(() -> upload("boundary-" + System.nanoTime(), text));
        Set<String> ids = answers.stream()
                .filter(answer -> answer.status() == 201)
                .map(answer -> answer.at("/id"))
                .collect(Collectors.toSet());
        assertEquals(answers.toString(), 1, ids.size());
        assertTrue(answers.stream().allMatch(a -> a.status() == 201 || a.status() == 409));
        assertEquals(
                ids, Set.of(upload("another-boundary-of-another-length", text).at("/id")));
        assertEquals(
                422, upload("boundary", "The boiler is descaled every April.").status());
        String path = DOCUMENTS + "/" + ids.iterator().next();
        Wait.until("the document is ready", Duration.ofSeconds(60), () -> "ready"
                .equals(admin().get(path).at("/state")));
        // other tests count what is found
        admin().delete(path, "If-Match", admin().get(path).header("ETag")).expect(204);
    }

    private static Answer upload(String boundary, String text) {
        String body = "--" + boundary + "\r\nContent-Disposition: form-data; name=\"file\"; filename=\"boiler.txt\"\r\n"
                + "Content-Type: text/plain\r\n\r\n" + text + "\r\n--" + boundary + "--\r\n";
        return admin().raw(
                        "POST",
                        DOCUMENTS,
                        "multipart/form-data; boundary=" + boundary,
                        body.getBytes(StandardCharsets.UTF_8),
                        KEY,
                        "boiler-1");
    }
}
