package org.aistack.itests.contract;

import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertFalse;
import static org.junit.Assert.assertNotNull;
import static org.junit.Assert.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.Map;
import org.aistack.itests.Answer;
import org.aistack.itests.Container;
import org.aistack.itests.Rest;
import org.aistack.itests.Samples;
import org.junit.Test;

/** Real files in, verbatim quotes out. */
public class KnowledgeContract extends Container {

    private static final String DOCUMENTS = "/api/ingest/documents";

    private static Answer upload(String name, byte[] content) {
        Answer answer = admin().upload(DOCUMENTS + "?wait=60", name, content, Map.of());
        assertTrue(answer.text(), answer.status() == 201 || answer.status() == 200);
        return answer;
    }

    private static Answer ready(String name, byte[] content) {
        Answer answer = upload(name, content);
        assertEquals(answer.text(), "ready", answer.at("/state"));
        return answer;
    }

    private static Answer ask(String question) {
        return admin().post("/api/search/answer", Map.of("query", question)).expect(200);
    }

    /** Every sentence is a citation of bytes that are really there. */
    private static void verify(Answer answer) {
        assertEquals(answer.text(), "extractive", answer.at("/answer/kind"));
        for (JsonNode citation : answer.body().at("/citations")) {
            String path = DOCUMENTS + "/" + citation.path("document_id").asText() + "/text?version="
                    + citation.path("version").asText();
            int[] text = admin().get(path).expect(200).at("/text").codePoints().toArray();
            int start = citation.path("start").asInt();
            int end = citation.path("end").asInt();
            assertEquals(citation.path("quote").asText(), new String(text, start, end - start));
        }
        for (JsonNode sentence : answer.body().at("/sentences")) {
            assertTrue("a sentence without citation", sentence.path("citations").size() > 0);
        }
        assertTrue(answer.body().at("/citations").size() > 0);
    }

    @Test
    public void answersFromAPdfWithThePage() {
        ready(
                "terms.pdf",
                Samples.pdf(
                        "The warranty of the pump covers eighteen months.",
                        "The delivery of spare parts takes nine working days."));
        Answer answer = ask("How long does the delivery of spare parts take?");
        verify(answer);
        assertTrue(answer.at("/citations/0/quote").contains("nine working days"));
        assertEquals("2", answer.at("/citations/0/page"));
        assertNotNull(answer.at("/citations/0/url"));
    }

    @Test
    public void answersFromAWordDocument() {
        ready(
                "leave.docx",
                Samples.docx(
                        "Leave policy",
                        "Employees with ten years of service receive thirty days of annual leave.",
                        "Requests go to the personnel office."));
        Answer answer = ask("How many days of annual leave after ten years of service?");
        verify(answer);
        assertTrue(answer.at("/citations/0/quote").contains("thirty days"));
    }

    @Test
    public void answersFromAnExcelSheetWithThePlace() {
        ready(
                "prices.xlsx",
                Samples.xlsx(
                        "Prices",
                        new String[] {"article", "price"},
                        new String[] {"hexagonal bolt M8", "0.14 EUR"},
                        new String[] {"washer M8", "0.03 EUR"}));
        Answer answer = ask("What is the price of the hexagonal bolt M8?");
        verify(answer);
        assertTrue(answer.at("/citations/0/quote").contains("0.14 EUR"));
        assertTrue(answer.text(), answer.at("/citations/0/locator").startsWith("Prices!"));
    }

    @Test
    public void answersInChineseFromChineseText() {
        ready("付款制度.txt", Samples.text("采购付款制度\n\n供应商货款的付款期限为验收后三十天。逾期付款须经财务总监批准。\n\n发票由采购部审核。"));
        Answer answer = ask("供应商货款的付款期限是多少天？");
        verify(answer);
        assertEquals("zh", answer.at("/answer/language"));
        assertTrue(answer.at("/citations/0/quote").contains("三十天"));
        assertEquals(
                "付款制度.txt",
                admin().get(DOCUMENTS + "/" + answer.at("/citations/0/document_id"))
                        .at("/file_name"));
    }

    @Test
    public void saysSoWhenItDoesNotKnow() {
        ready("cats.txt", Samples.text("Cats sleep for most of the day. They hunt at dawn."));
        Answer answer = ask("Who won the chess championship of Reykjavik in 1972?");
        assertEquals(answer.text(), "abstained", answer.at("/answer/kind"));
        assertEquals("true", answer.at("/answerability/abstain"));
    }

    @Test
    public void forgetsWhatIsDeleted() {
        String id = ready("secret.txt", Samples.text("The code word of the vault is zanzibarquark."))
                .at("/id");
        assertEquals(1, hits("zanzibarquark"));
        String tag = admin().get(DOCUMENTS + "/" + id).header("ETag");
        admin().delete(DOCUMENTS + "/" + id, "If-Match", tag).expect(204);
        assertEquals(0, hits("zanzibarquark"));
        assertEquals(404, admin().get(DOCUMENTS + "/" + id).status());
        assertEquals(404, admin().get(DOCUMENTS + "/" + id + "/text").status());
        assertFalse(admin().get(DOCUMENTS).text().contains(id));
    }

    private static int hits(String word) {
        return admin().post("/api/search/query", Map.of("query", word, "mode", "lexical"))
                .expect(200)
                .body()
                .at("/items")
                .size();
    }

    @Test
    public void makesAVersionOfTheSameFileAndNothingOfTheSameBytes() {
        Answer first = ready("policy.txt", Samples.text("The canteen opens at eleven thirty."));
        Answer same = upload("policy.txt", Samples.text("The canteen opens at eleven thirty."))
                .expect(200);
        assertEquals(first.at("/id"), same.at("/id"));
        assertEquals("1", same.at("/version/number"));
        Answer next = upload("policy.txt", Samples.text("The canteen opens at noon sharp."))
                .expect(200);
        assertEquals(first.at("/id"), next.at("/id"));
        assertEquals("2", next.at("/version/number"));
        assertTrue(ask("When does the canteen open?").at("/citations/0/quote").contains("noon"));
        assertTrue(admin().get(DOCUMENTS + "/" + first.at("/id") + "/text?version=1")
                .at("/text")
                .contains("eleven"));
    }

    @Test
    public void hidesDocumentsFromWhoMayNotReadThem() {
        Rest reader = admin().user("reader", "user");
        Answer made = admin().upload(
                        DOCUMENTS + "?wait=60",
                        "board.txt",
                        Samples.text("The merger partner is quixoticorp."),
                        Map.of("metadata", "{\"acl\":{\"read\":[\"role:admin\"]}}"))
                .expect(201);
        String id = made.at("/id");
        assertEquals(404, reader.get(DOCUMENTS + "/" + id).status());
        assertEquals(404, reader.get(DOCUMENTS + "/" + id + "/text").status());
        assertEquals(404, reader.get(DOCUMENTS + "/" + id + "/content").status());
        Answer found =
                reader.post("/api/search/query", Map.of("query", "quixoticorp")).expect(200);
        assertFalse(found.text().contains(id));
        assertEquals(
                "nothing hidden is counted",
                found.body().at("/items").size(),
                found.body().at("/total/value").asInt());
        assertFalse(reader.post("/api/search/answer", Map.of("query", "Who is the merger partner?"))
                .text()
                .contains("The merger partner is"));
        assertFalse(reader.get(DOCUMENTS).text().contains(id));
    }

    @Test
    public void failsBadFilesWithAReason() {
        assertFailed("empty.pdf", new byte[0], "ingest.unreadable");
        assertFailed("cut.docx", java.util.Arrays.copyOf(Samples.docx("a", "b"), 200), "ingest.unreadable");
        assertFailed("bomb.zip", Samples.bomb(300), "ingest.limit");
        assertEquals(
                422,
                admin().raw(
                                "POST",
                                DOCUMENTS,
                                "multipart/form-data; boundary=x",
                                "--x\r\nContent-Disposition: form-data; name=\"other\"\r\n\r\n1\r\n--x--\r\n"
                                        .getBytes())
                        .status());
        assertEquals(
                404,
                admin().post(DOCUMENTS, Map.of("text", "x", "title", "x", "collection_id", "none"))
                        .status());
    }

    private static void assertFailed(String name, byte[] content, String code) {
        Answer answer = upload(name, content);
        assertEquals(answer.text(), "failed", answer.at("/state"));
        assertEquals(answer.text(), code, answer.at("/failure/code"));
    }

    @Test
    public void takesAnyTextAsAQuestion() {
        for (String question : List.of("NOT", "\"", "*:*", "a AND (b", "???", "🙂", "   x" + " ".repeat(3000))) {
            assertEquals(
                    question,
                    200,
                    admin().post("/api/search/query", Map.of("query", question)).status());
        }
        assertEquals(
                422, admin().post("/api/search/query", Map.of("query", " ")).status());
        assertEquals(
                422,
                admin().post("/api/search/query", Map.of("query", "x".repeat(4001)))
                        .status());
        assertEquals(
                422,
                admin().post("/api/search/query", Map.of("query", "x", "top_k", 0))
                        .status());
    }

    @Test
    public void makesVectorsThatAreTheSameEveryTime() {
        var body = Map.of("texts", List.of("采购订单", "a purchase order"), "kind", "query", "language", "auto");
        Answer first = admin().post("/api/models/embeddings:compute", body).expect(200);
        assertEquals(2, first.body().at("/items").size());
        assertEquals(
                first.body().at("/items"),
                admin().post("/api/models/embeddings:compute", body)
                        .expect(200)
                        .body()
                        .at("/items"));
    }
}
