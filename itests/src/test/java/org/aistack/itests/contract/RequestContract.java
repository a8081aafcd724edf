package org.aistack.itests.contract;

import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertNotNull;
import static org.junit.Assert.assertNull;
import static org.junit.Assert.assertTrue;

import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.aistack.itests.Answer;
import org.aistack.itests.Container;
import org.junit.Test;

/** What every route does with every request, tried on the route that writes notes. */
public class RequestContract extends Container {

    private static final String NOTES = "/api/notes/notes";

    @Test
    public void answersProblemsInOneShape() {
        Answer answer =
                admin().get(NOTES + "/0000000000000", "Accept-Language", "en").expect(404);
        assertEquals("application/problem+json", answer.header("Content-Type").split(";")[0]);
        assertEquals("kernel.not-found", answer.at("/code"));
        assertEquals("404", answer.at("/status"));
        assertEquals("Not found", answer.at("/detail"));
        assertNotNull(answer.at("/type"));
        assertNotNull(answer.at("/title"));
        assertEquals(NOTES + "/0000000000000", answer.at("/instance"));
        assertEquals(answer.header("X-Request-Id"), answer.at("/request_id"));
        assertEquals("未找到", admin().get(NOTES + "/0000000000000").at("/detail"));
    }

    @Test
    public void refusesBrokenJson() {
        Map<String, String> broken = new LinkedHashMap<>();
        broken.put("cut off", "{\"title\":");
        broken.put("twice", "{\"title\":\"a\",\"title\":\"b\"}");
        broken.put("something behind", "{\"title\":\"a\"} x");
        broken.put("comment", "{\"title\":\"a\" /* b */}");
        broken.put("not a number", "{\"title\":NaN}");
        broken.put("too deep", "[".repeat(1000) + "]".repeat(1000));
        broken.put("lone surrogate", "{\"title\":\"\\ud800\"}");
        broken.forEach((why, body) -> {
            Answer answer = admin().post(NOTES, body);
            assertEquals(why + ": " + answer.text(), 400, answer.status());
        });
        byte[] invalid = {'{', '"', 't', 'i', 't', 'l', 'e', '"', ':', '"', (byte) 0xff, '"', '}'};
        assertEquals(
                400, admin().raw("POST", NOTES, "application/json", invalid).status());
    }

    @Test
    public void namesThePlaceOfAWrongType() {
        Answer answer = admin().post(NOTES, "{\"title\":7}").expect(422);
        assertEquals("/title", answer.at("/errors/0/pointer"));
        assertEquals(
                "/tags/1",
                admin().post(NOTES, "{\"title\":\"x\",\"tags\":[\"a\",2]}")
                        .expect(422)
                        .at("/errors/0/pointer"));
    }

    @Test
    public void refusesHugeBodies() {
        String huge = "{\"title\":\"x\",\"body\":\"" + "y".repeat(2 << 20) + "\"}";
        assertEquals(413, admin().post(NOTES, huge).status());
    }

    @Test
    public void refusesOtherContentTypesMethodsAndAddresses() {
        byte[] body = "<a/>".getBytes(StandardCharsets.UTF_8);
        assertEquals(415, admin().raw("POST", NOTES, "application/xml", body).status());
        assertEquals(405, admin().put(NOTES, Map.of()).status());
        assertEquals(406, admin().get(NOTES, "Accept", "image/png").status());
        assertEquals(404, admin().get("/api/notes/nothing").status());
        assertEquals(
                "kernel.capability-absent",
                admin().get("/api/nothing/here").expect(404).at("/code"));
        for (String path :
                new String[] {"/api/notes/notes/..%2fnotes", "/api//notes", "/api/notes/notes;x=1", "/api/notes/%00"}) {
            assertEquals(path, 400, admin().get(path).status());
        }
    }

    @Test
    public void asksWhoBeforeItReadsTheBody() {
        assertEquals(401, ANYONE.post(NOTES, "{broken").status());
        Answer answer = ANYONE.get(NOTES).expect(401);
        assertTrue(answer.header("WWW-Authenticate").startsWith("Bearer"));
        assertTrue(ANYONE.withToken("x.y.z")
                .get(NOTES)
                .expect(401)
                .header("WWW-Authenticate")
                .contains("invalid_token"));
        assertEquals(401, ANYONE.get(NOTES + "?access_token=x").status());
    }

    @Test
    public void protectsItsAnswers() {
        Answer answer = admin().get(NOTES).expect(200);
        assertEquals("nosniff", answer.header("X-Content-Type-Options"));
        assertEquals("no-store", answer.header("Cache-Control"));
        assertNotNull(answer.header("X-Request-Id"));
        assertNull(answer.header("Server"));
        assertNull(answer.header("Set-Cookie"));
        assertEquals(
                "my-id.123", admin().get(NOTES, "X-Request-Id", "my-id.123").header("X-Request-Id"));
    }

    @Test
    public void doesTheSameWorkOnceHoweverOftenItIsAsked() {
        var body = Map.of("title", "parallel", "tags", new String[] {"parallel"});
        var answers = IntStream.range(0, 16)
                .parallel()
                .mapToObj(i -> admin().post(NOTES, body, "Idempotency-Key", "parallel-1"))
                .collect(Collectors.toList());
        var made = answers.stream()
                .filter(a -> a.status() == 201)
                .map(a -> a.at("/id"))
                .collect(Collectors.toSet());
        assertEquals(1, made.size());
        assertTrue(answers.stream().allMatch(a -> a.status() == 201 || a.status() == 409));
        assertEquals(
                1,
                admin().get(NOTES + "?tag=parallel")
                        .expect(200)
                        .body()
                        .at("/items")
                        .size());
    }
}
