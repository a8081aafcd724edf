package org.aistack.itests.contract;

import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertFalse;
import static org.junit.Assert.assertNotNull;
import static org.junit.Assert.assertNull;
import static org.junit.Assert.assertTrue;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.aistack.itests.Answer;
import org.aistack.itests.Container;
import org.aistack.itests.Rest;
import org.aistack.itests.Wait;
import org.junit.Test;

public class NotesContract extends Container {

    private static final String NOTES = "/api/notes/notes";

    private static Rest ann;
    private static Rest ben;

    private static synchronized void people() {
        if (ann == null) {
            ann = admin().user("ann", "user");
            ben = admin().user("ben", "user");
        }
    }

    @Test
    public void writesReadsChangesAndDeletesANote() {
        people();
        Answer made = ann.post(NOTES, Map.of("title", "盘点", "body", "星期五", "tags", List.of("仓库")))
                .expect(201);
        String path = NOTES + "/" + made.at("/id");
        assertEquals(path, made.header("Location"));
        assertEquals("private", made.at("/audience"));
        assertEquals("active", made.at("/state"));
        assertFalse("the revision is the ETag only", made.body().has("revision"));
        String tag = made.header("ETag");
        assertNotNull(tag);
        assertEquals(304, ann.get(path, "If-None-Match", tag).status());

        assertEquals(428, ann.patch(path, Map.of("title", "x")).status());
        assertEquals(
                412,
                ann.patch(path, Map.of("title", "x"), "If-Match", "\"v999\"").status());
        Answer changed = ann.patch(path, Map.of("title", "月末盘点", "pinned", true), "If-Match", tag)
                .expect(200);
        assertEquals("月末盘点", changed.at("/title"));
        assertEquals("星期五", changed.at("/body"));
        assertEquals(412, ann.delete(path, "If-Match", tag).status());
        assertEquals(204, ann.delete(path, "If-Match", changed.header("ETag")).status());
        assertEquals(404, ann.get(path).status());
    }

    @Test
    public void keepsPrivateNotesFromOthers() {
        people();
        String id = ann.post(NOTES, Map.of("title", "secret plan")).expect(201).at("/id");
        Answer foreign = ben.get(NOTES + "/" + id).expect(404);
        Answer unknown = ben.get(NOTES + "/0000000000000").expect(404);
        assertEquals(unknown.at("/code"), foreign.at("/code"));
        assertEquals(unknown.at("/detail"), foreign.at("/detail"));
        assertEquals(
                0, ben.get(NOTES + "?q=secret").expect(200).body().at("/items").size());
        assertEquals(404, ben.get(NOTES + "/" + id + "/history").status());
        assertEquals(404, ben.post(NOTES + "/" + id + "/actions/archive", "").status());
        assertEquals(
                1, ann.get(NOTES + "?q=secret").expect(200).body().at("/items").size());
    }

    @Test
    public void letsOthersReadButNotChangeANoteForEveryone() {
        people();
        Answer made = ann.post(NOTES, Map.of("title", "canteen menu", "audience", "everyone"))
                .expect(201);
        String path = NOTES + "/" + made.at("/id");
        assertEquals(200, ben.get(path).status());
        assertEquals(
                403,
                ben.patch(path, Map.of("title", "x"), "If-Match", made.header("ETag"))
                        .status());
        assertEquals(
                200,
                admin().patch(path, Map.of("title", "menu"), "If-Match", made.header("ETag"))
                        .status());
    }

    @Test
    public void findsWordsInChineseAndEnglish() {
        people();
        ann.post(NOTES, Map.of("title", "液压油更换", "body", "Press three needs hydraulic oil"))
                .expect(201);
        assertEquals(1, found("液压"));
        assertEquals(1, found("更换"));
        assertEquals(1, found("油"));
        assertEquals(1, found("hydraulic%20OIL"));
        assertEquals(0, found("hydr"));
        assertEquals(0, found("%25"));
    }

    private static int found(String words) {
        return ann.get(NOTES + "?q="
                        + java.net.URLEncoder.encode(
                                words.replace("%20", " ").replace("%25", "%"), java.nio.charset.StandardCharsets.UTF_8))
                .expect(200)
                .body()
                .at("/items")
                .size();
    }

    @Test
    public void pagesWithCursorsThatCannotBeForged() {
        people();
        for (int i = 0; i < 5; i++) {
            ann.post(NOTES, Map.of("title", "page " + i, "tags", List.of("paging")))
                    .expect(201);
        }
        Answer first =
                ann.get(NOTES + "?tag=paging&limit=2&sort=title&count=exact").expect(200);
        assertEquals("page 0", first.at("/items/0/title"));
        assertEquals("5", first.at("/total"));
        String cursor = first.at("/next_cursor");
        Answer second = ann.get(NOTES + "?tag=paging&limit=2&sort=title&cursor=" + cursor)
                .expect(200);
        assertEquals("page 2", second.at("/items/0/title"));
        Answer last = ann.get(NOTES + "?tag=paging&limit=2&sort=title&cursor=" + second.at("/next_cursor"))
                .expect(200);
        assertEquals(1, last.body().at("/items").size());
        assertNull(last.at("/next_cursor"));
        assertEquals(
                "kernel.bad-cursor",
                ann.get(NOTES + "?tag=other&limit=2&sort=title&cursor=" + cursor)
                        .expect(400)
                        .at("/code"));
        assertEquals(
                400,
                ben.get(NOTES + "?tag=paging&limit=2&sort=title&cursor=" + cursor)
                        .status());
        assertEquals(400, ann.get(NOTES + "?cursor=" + cursor.substring(1)).status());
    }

    @Test
    public void movesBetweenStatesAndRemembers() {
        people();
        String path = NOTES + "/"
                + ann.post(NOTES, Map.of("title", "to archive")).expect(201).at("/id");
        assertEquals("archive", ann.get(path + "/actions").expect(200).at("/items/0"));
        assertEquals(
                "notes.illegal-transition",
                ann.post(path + "/actions/restore", "").expect(409).at("/code"));
        assertEquals(
                "archived", ann.post(path + "/actions/archive", "").expect(200).at("/state"));
        assertEquals(
                "active", ann.post(path + "/actions/restore", "").expect(200).at("/state"));
        Answer history = ann.get(path + "/history").expect(200);
        assertEquals("active", history.at("/items/0/from"));
        assertEquals("archived", history.at("/items/0/to"));
        assertEquals(2, history.body().at("/items").size());
    }

    @Test
    public void refusesWhatIsWrongAndSaysWhere() {
        people();
        Answer unknown = ann.post(NOTES, Map.of("title", "x", "owner_id", "me")).expect(422);
        assertEquals("notes.unknown-field", unknown.at("/code"));
        assertEquals("/owner_id", unknown.at("/errors/0/pointer"));
        assertEquals("/title", ann.post(NOTES, Map.of("body", "x")).expect(422).at("/errors/0/pointer"));
        assertEquals(422, ann.post(NOTES, Map.of("title", "x".repeat(201))).status());
        assertEquals(
                422,
                ann.post(NOTES, Map.of("title", "x", "body", "y".repeat(20_001)))
                        .status());
        assertEquals(
                422, ann.post(NOTES, Map.of("title", "x", "tags", "no list")).status());
        assertEquals(
                422, ann.post(NOTES, Map.of("title", "x", "audience", "nobody")).status());
        assertEquals(400, ann.get(NOTES + "?limit=0").status());
        assertEquals(400, ann.get(NOTES + "?colour=red").status());
        assertEquals(400, ann.get(NOTES + "?sort=secret").status());
    }

    @Test
    public void allowsACodeOnce() {
        people();
        ann.post(NOTES, Map.of("title", "x", "code", "N-1")).expect(201);
        assertEquals(
                "notes.duplicate-code",
                ben.post(NOTES, Map.of("title", "y", "code", "N-1")).expect(409).at("/code"));
    }

    @Test
    public void countsTagsThroughItsOwnEvents() {
        people();
        Answer made = ann.post(NOTES, Map.of("title", "x", "tags", List.of("counted", "twice")))
                .expect(201);
        ann.post(NOTES, Map.of("title", "y", "tags", List.of("counted"))).expect(201);
        Wait.until("two notes counted", Duration.ofSeconds(10), () -> count(ann, "counted") == 2);
        assertEquals("private notes are not counted for others", 0, count(ben, "counted"));
        ann.delete(NOTES + "/" + made.at("/id"), "If-Match", made.header("ETag"))
                .expect(204);
        Wait.until("one is left", Duration.ofSeconds(10), () -> count(ann, "counted") == 1 && count(ann, "twice") == 0);
    }

    private static long count(Rest who, String tag) {
        for (var item : who.get("/api/notes/tags").expect(200).body().at("/items")) {
            if (item.path("tag").asText().equals(tag)) {
                return item.path("count").asLong();
            }
        }
        return 0;
    }

    private static boolean answered(Rest who, String question, String words) {
        return who.post("/api/search/answer", Map.of("query", question))
                .expect(200)
                .body()
                .at("/citations")
                .toString()
                .contains(words);
    }

    @Test
    public void answersFromNotesForTheirReaders() {
        people();
        Duration most = Duration.ofSeconds(60);
        String open = "Where is the torque wrench of the assembly hall?";
        String secret = "What is the surprise for the anniversary of the boss?";
        Answer shared = ann.post(
                        NOTES,
                        Map.of(
                                "title",
                                "Tools",
                                "body",
                                "The torque wrench of the assembly hall is in the blue cabinet.",
                                "audience",
                                "everyone"))
                .expect(201);
        ann.post(
                        NOTES,
                        Map.of(
                                "title",
                                "Party",
                                "body",
                                "The surprise for the anniversary of the boss is a fishing rod."))
                .expect(201);
        Wait.until("a note for everyone answers others", most, () -> answered(ben, open, "blue cabinet"));
        Wait.until("a private note answers its owner", most, () -> answered(ann, secret, "fishing rod"));
        assertFalse("and nobody else", answered(ben, secret, "fishing rod"));
        assertFalse("not even who manages all", answered(admin(), secret, "fishing rod"));

        admin().post("/api/kernel/capabilities/notes/actions/stop", "").expect(200);
        try {
            assertFalse("a stopped capability is not answered from", answered(ben, open, "blue cabinet"));
        } finally {
            admin().post("/api/kernel/capabilities/notes/actions/start", "").expect(200);
        }
        Wait.until("it is back with its capability", most, () -> answered(ben, open, "blue cabinet"));
        Wait.until("notes answers", most, () -> ann.get(NOTES).status() == 200);
        ann.post(NOTES + "/" + shared.at("/id") + "/actions/archive", "").expect(200);
        Wait.until("archived notes are forgotten", most, () -> !answered(ben, open, "blue cabinet"));
    }

    @Test
    public void countsWordsWithoutTouchingAnything() {
        people();
        Answer counted = ann.post("/api/notes/word-counts:compute", Map.of("text", "hello 世界"))
                .expect(200);
        assertEquals("1", counted.at("/words"));
        assertEquals("8", counted.at("/characters"));
        assertEquals("2", counted.at("/han"));
    }

    @Test
    public void givesTheSameAnswerForTheSameKey() {
        people();
        var body = Map.of("title", "once", "tags", List.of("idem"));
        Answer first = ann.post(NOTES, body, "Idempotency-Key", "notes-key-1").expect(201);
        Answer again = ann.post(NOTES, body, "Idempotency-Key", "notes-key-1").expect(201);
        assertEquals(first.at("/id"), again.at("/id"));
        assertEquals(first.header("Location"), again.header("Location"));
        assertEquals(
                422,
                ann.post(NOTES, Map.of("title", "twice"), "Idempotency-Key", "notes-key-1")
                        .status());
        assertEquals(
                201, ben.post(NOTES, body, "Idempotency-Key", "notes-key-1").status());
        assertEquals(
                1, ann.get(NOTES + "?tag=idem").expect(200).body().at("/items").size());
        assertTrue(first.header("ETag").equals(again.header("ETag")));
    }

    @Test
    public void writesABatchOfWhichWrongItemsNeverRejectTheOthers() {
        people();
        var items = List.of(
                Map.of("title", "first", "tags", List.of("batch"), "code", "B-1"),
                Map.of("body", "no title"),
                Map.of("title", "colour", "colour", "red"),
                Map.of("title", "again", "code", "B-1"),
                Map.of("title", "last", "tags", List.of("batch")));
        Answer answer = ann.post(NOTES + ":batch", Map.of("items", items)).expect(200);
        assertEquals(5, answer.body().at("/items").size());
        assertEquals(200, ann.get(NOTES + "/" + answer.at("/items/0/id")).status());
        assertEquals("notes.required", answer.at("/items/1/error/code"));
        assertEquals("/title", answer.at("/items/1/error/errors/0/pointer"));
        assertEquals("422", answer.at("/items/1/error/status"));
        assertEquals("notes.unknown-field", answer.at("/items/2/error/code"));
        assertEquals("/colour", answer.at("/items/2/error/errors/0/pointer"));
        assertEquals("notes.duplicate-code", answer.at("/items/3/error/code"));
        assertEquals("4", answer.at("/items/4/index"));
        assertFalse(answer.body().at("/items/4").has("error"));
        assertFalse(answer.body().at("/items/3").has("id"));
        assertEquals(
                2, ann.get(NOTES + "?tag=batch").expect(200).body().at("/items").size());
    }

    @Test
    public void repeatsABatchAsAWhole() {
        people();
        var items = List.of(
                Map.of("title", "one", "tags", List.of("batchkey")), Map.of("body", "none"), Map.of("title", "two"));
        Answer first = ann.post(NOTES + ":batch", Map.of("items", items), "Idempotency-Key", "notes-batch-1")
                .expect(200);
        Answer again = ann.post(NOTES + ":batch", Map.of("items", items), "Idempotency-Key", "notes-batch-1")
                .expect(200);
        assertEquals(first.at("/items/0/id"), again.at("/items/0/id"));
        assertEquals(first.at("/items/2/id"), again.at("/items/2/id"));
        assertEquals(
                1,
                ann.get(NOTES + "?tag=batchkey").expect(200).body().at("/items").size());
    }

    @Test
    public void boundsABatch() {
        people();
        var many = java.util.Collections.nCopies(501, Map.of("title", "x"));
        assertEquals(
                "/items",
                ann.post(NOTES + ":batch", Map.of("items", many)).expect(422).at("/errors/0/pointer"));
        assertEquals(422, ann.post(NOTES + ":batch", Map.of("items", "none")).status());
        assertEquals(422, ann.post(NOTES + ":batch", Map.of()).status());
        assertEquals(
                401, ANYONE.post(NOTES + ":batch", Map.of("items", List.of())).status());
    }
}
