package org.aistack.rag.search.internal.answer;

import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertFalse;
import static org.junit.Assert.assertNotNull;
import static org.junit.Assert.assertNull;
import static org.junit.Assert.assertThrows;
import static org.junit.Assert.assertTrue;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.List;
import java.util.Set;
import org.aistack.kernel.Problem;
import org.aistack.kernel.access.Caller;
import org.aistack.kernel.testkit.TestGuard;
import org.aistack.kernel.testkit.TestStore;
import org.aistack.rag.embedding.EmbeddingService;
import org.aistack.rag.ingest.AccessDecision.Scope;
import org.aistack.rag.ingest.DocumentCard;
import org.aistack.rag.search.internal.Lab;
import org.aistack.rag.search.internal.RealModels;
import org.aistack.rag.search.internal.SearchCapability;
import org.aistack.rag.search.internal.SearchError;
import org.aistack.rag.search.internal.SearchMeters;
import org.aistack.rag.search.internal.Shelf;
import org.aistack.rag.search.internal.run.RunLedger;
import org.aistack.rag.search.internal.store.RunRow;
import org.junit.After;
import org.junit.Before;
import org.junit.Rule;
import org.junit.Test;
import org.junit.rules.TemporaryFolder;

public class AnswersTest {

    @Rule
    public final TemporaryFolder folder = new TemporaryFolder();

    private final Shelf shelf = new Shelf();
    private final TestGuard guard = TestGuard.granting(SearchCapability.READ);
    private final EmbeddingService chinese = RealModels.service("zh");
    private TestStore store;
    private Lab lab;
    private RunLedger ledger;
    private Answers answers;

    @Before
    public void open() throws Exception {
        guard.as(TestGuard.person("usr_1", "user"));
        store = TestStore.of(SearchCapability.ID, RunRow.class);
        lab = new Lab(folder.getRoot().toPath(), shelf);
        ledger = new RunLedger(store, store.ids(), store.clock(), guard, shelf, new ObjectMapper());
        var meters = new SearchMeters(lab.meters, lab.passages);
        answers = new Answers(lab.retrieval, lab.passages, lab.vectors, shelf, ledger, meters);
        shelf.vectors = RealModels.vectors();
        shelf.add("pay", "采购付款制度", "😀第三章 付款\r\n供应商交货后由质检部门验收。付款期限为验收后30天。逾期付款按日加收万分之五的违约金。");
        shelf.add("leave", "休假制度", "员工每年有十五天年假。申请年假须提前一周告知主管，由王建国审批。");
        shelf.add(
                "pump",
                "Pump manual",
                "The warranty period of the pump is 24 months. Spare parts are stored in Hamburg.");
        shelf.index(lab.passages);
        lab.vectors.add(chinese);
        lab.vectors.add(RealModels.service("en"));
    }

    @After
    public void close() throws Exception {
        lab.close();
        store.close();
    }

    @Test
    public void everySentenceIsAQuote() {
        says("付款期限是多少天？", "付款期限为验收后30天。");
        says("逾期付款要交多少违约金", "逾期付款按日加收万分之五的违约金。");
        says("谁审批年假", "申请年假须提前一周告知主管，由王建国审批。");
        says("How long is the warranty of the pump?", "The warranty period of the pump is 24 months.");
        says("Where are spare parts stored?", "Spare parts are stored in Hamburg.");
    }

    @Test
    public void itAbstainsWhenNothingSupportsAnAnswer() {
        for (String question : List.of("火星上有几颗卫星？", "Who won the football match in Madrid?", "？？？")) {
            Answer answer = ask(question);
            assertEquals("abstained", answer.answer().kind());
            assertTrue(answer.answerability().abstain());
            assertEquals(List.of(), answer.citations());
            answer.related().forEach(related -> assertFalse(related.answer()));
        }
        assertEquals(3, lab.meters.sum("abstained_total"), 0);
    }

    @Test
    public void bothSearchesAreInTheTrace() {
        var spans =
                ask("付款期限是多少天？").trace().stream().map(step -> step.get("span")).toList();
        assertEquals(List.of("rag1", "compose", "rag2"), spans);
    }

    @Test
    public void aCitationIsLookedAtWithTheRightsOfNow() {
        Answer answer = ask("付款期限是多少天？");
        var item = ledger.get(answer.runId()).items().get(0);
        assertEquals("ok", item.status());
        assertEquals("付款期限为验收后30天。", item.quote());

        DocumentCard card = shelf.cards.get("pay");
        shelf.scope = new Scope(false, "usr_2", Set.of("everyone"), Set.of());
        shelf.system = () -> guard.caller().kind() == Caller.Kind.SYSTEM;
        // tell
        var withheld = ledger.get(answer.runId()).items().get(0);
        assertEquals("forbidden", withheld.status());
        assertNull(withheld.title());
        assertNull(withheld.quote());

        shelf.scope = new Scope(true, "usr_1", Set.of(), Set.of());
        shelf.cards.put("pay", newer(card));
        assertEquals("outdated", ledger.get(answer.runId()).items().get(0).status());

        shelf.cards.remove("pay");
        var gone = ledger.get(answer.runId()).items().get(0);
        assertEquals("source_deleted", gone.status());
        assertNull(gone.title());
        assertNull(gone.quote());
    }

    @Test
    public void aRunBelongsToWhoAsked() {
        String id = ask("付款期限是多少天？").runId();
        guard.as(TestGuard.person("usr_2", "user"));
        assertEquals(
                SearchError.RUN_NOT_FOUND,
                assertThrows(Problem.class, () -> ledger.get(id)).code());
        assertThrows(Problem.class, () -> ledger.get("unknown"));
        guard.grant(SearchCapability.ADMIN);
        assertNotNull(ledger.get(id));
    }

    @Test
    public void aTextThatChangedIsNotQuoted() {
        shelf.texts.put("pay/1", "完全不同的内容。".repeat(20));
        assertEquals("abstained", ask("付款期限是多少天？").answer().kind());
    }

    @Test
    public void withoutModelsWordsDo() {
        lab.vectors.remove(chinese);
        says("付款期限是多少天？", "付款期限为验收后30天。");
        assertEquals(List.of("vector"), ask("付款期限是多少天？").degraded());
    }

    @Test
    public void whatIsNotBuiltIsRefused() {
        assertThrows(
                Problem.class,
                () -> new AnswerRequest("a", null, "generated", null, null, null, null, null, null, null));
        assertThrows(Problem.class, () -> new AnswerRequest("a", null, null, null, null, null, null, null, null, true));
        assertThrows(Problem.class, () -> new AnswerRequest("a", null, null, null, null, null, null, 11, null, null));
        assertThrows(Problem.class, () -> AnswerRequest.of("  ", null));
    }

    private void says(String question, String sentence) {
        Answer answer = ask(question);
        assertEquals(
                question,
                sentence,
                answer.sentences().isEmpty()
                        ? answer.toString()
                        : answer.sentences().get(0).text());
        for (Answer.Citation citation : answer.citations()) {
            String text = shelf.texts.get(citation.documentId() + "/" + citation.version());
            assertEquals(citation.quote(), RunLedger.cut(text, citation.start(), citation.end()));
        }
        assertEquals(answer.sentences().size(), answer.citations().size());
    }

    private Answer ask(String question) {
        return answers.answer(AnswerRequest.of(question, null));
    }

    private static DocumentCard newer(DocumentCard c) {
        return new DocumentCard(
                c.id(),
                c.collectionId(),
                c.ownerId(),
                c.externalId(),
                c.title(),
                c.fileName(),
                c.mediaType(),
                c.sourceKind(),
                c.provenance(),
                c.language(),
                c.category(),
                c.tags(),
                c.metadata(),
                c.readers(),
                2,
                c.createdAt(),
                c.updatedAt());
    }
}
