package org.aistack.rag.search.internal.query;

import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertFalse;
import static org.junit.Assert.assertThrows;
import static org.junit.Assert.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.aistack.kernel.KernelError;
import org.aistack.kernel.Problem;
import org.aistack.rag.ingest.AccessDecision.Scope;
import org.aistack.rag.search.internal.Lab;
import org.aistack.rag.search.internal.RealModels;
import org.aistack.rag.search.internal.SearchError;
import org.aistack.rag.search.internal.Shelf;
import org.junit.After;
import org.junit.Before;
import org.junit.Rule;
import org.junit.Test;
import org.junit.rules.TemporaryFolder;

public class RetrievalTest {

    @Rule
    public final TemporaryFolder folder = new TemporaryFolder();

    private final Shelf shelf = new Shelf();
    private Lab lab;

    @Before
    public void open() throws Exception {
        lab = new Lab(folder.getRoot().toPath(), shelf);
        shelf.add("pay", "采购付款制度", "供应商交货后由质检部门验收。付款期限为验收后30天。发票须注明订单号PO-2026-0017。", "付款", "制度");
        shelf.add("leave", "休假制度", "员工每年有十五天年假。申请年假须提前一周告知主管。", "制度");
        shelf.add("travel", "差旅制度", "出差住宿标准为每晚四百元。机票由行政部门统一预订。", "制度");
        shelf.add(
                "pump",
                "Pump manual",
                "The warranty period of the pump is 24 months. Spare parts are stored in Hamburg.");
        shelf.add(
                "cooling",
                "Cooling",
                "Open the valve slowly. The cooling water must be clean and below forty degrees.");
    }

    @After
    public void close() throws Exception {
        lab.close();
    }

    @Test
    public void findsInBothLanguages() {
        shelf.index(lab.passages);
        assertEquals("pay", first("付款期限是多少天"));
        assertEquals("leave", first("年假有几天"));
        assertEquals("pump", first("How long is the warranty?"));
        assertEquals("stems", "pump", first("warranties of pumps"));
        assertEquals("travel", first("差旅"));
    }

    @Test
    public void traditionalAndWideQueriesFindTheSame() {
        shelf.index(lab.passages);
        assertEquals(ids("付款期限與發票"), ids("付款期限与发票"));
        assertEquals(List.of("pump"), ids("ｗａｒｒａｎｔｙ"));
    }

    @Test
    public void findsByMeaningWhenAModelIsThere() throws Exception {
        shelf.vectors = RealModels.vectors();
        List.copyOf(shelf.cards.values()).forEach(card -> shelf.add(card, shelf.texts.get(card.id() + "/1")));
        shelf.index(lab.passages);
        assertEquals(List.of("vector"), search("酒店费用可以报销多少").degraded());
        lab.vectors.add(RealModels.service("zh"));
        var result = search("酒店费用可以报销多少");
        assertEquals(List.of(), result.degraded());
        assertEquals("travel", result.hits().get(0).card().id());
        assertTrue(result.hits().get(0).legs().containsKey("vector"));
        assertEquals(
                "an English question has no model here",
                List.of("vector"),
                search("hotel").degraded());
        assertEquals(result.hits().toString(), search("酒店费用可以报销多少").hits().toString());
    }

    @Test
    public void aCodeComesFirst() {
        for (int i = 0; i < 200; i++) {
            shelf.add(
                    String.format("order%03d", i),
                    "订单",
                    String.format("订单编号为PO-2026-%04d，付款期限为验收后30天，供应商已交货。", 1000 + i * 7));
        }
        shelf.index(lab.passages);
        for (int i = 0; i < 200; i++) {
            String code = String.format("po-2026-%04d", 1000 + i * 7);
            assertEquals(String.format("order%03d", i), first(code));
            assertEquals(String.format("order%03d", i), first(code + "的付款期限是多少天"));
        }
    }

    @Test
    public void onlyWhatTheCallerMayReadIsSearched() {
        for (int i = 0; i < 50; i++) {
            shelf.add(
                    Shelf.card("foreign" + i, "col_2", "usr_9", "付款", null, "zh", List.of("密"), Map.of()),
                    "付款期限为10天。付款期限。");
        }
        shelf.add(Shelf.card("own", "col_2", "usr_1", "自己的", null, "zh", List.of(), Map.of()), "我的付款期限。");
        shelf.add(
                Shelf.card("named", "col_2", "usr_9", "给我的", List.of("user:usr_1"), "zh", List.of(), Map.of()),
                "付款期限。");
        shelf.add(
                Shelf.card("closed", "col_1", "usr_9", "不给我", List.of("user:usr_8"), "zh", List.of(), Map.of()),
                "付款期限。");
        shelf.index(lab.passages);
        shelf.scope = new Scope(false, "usr_1", Set.of("everyone", "user:usr_1"), Set.of("col_1"));
        var result = search(request("付款期限").collections(null).facets("tags"));
        assertEquals(Set.of("own", "named", "pay"), Set.copyOf(ids(result)));
        assertEquals(3, result.total());
        assertFalse(result.facets().toString().contains("密"));
        assertEquals(
                KernelError.NOT_FOUND,
                assertThrows(Problem.class, () -> search(request("付款").collections(List.of("col_2"))))
                        .code());
    }

    @Test
    public void aRightTakenAwayCountsAtOnce() {
        shelf.index(lab.passages);
        shelf.cards.remove("pay");
        var result = search("付款期限");
        assertFalse(ids(result).contains("pay"));
        assertEquals(result.hits().size(), result.total());
    }

    @Test
    public void filters() {
        shelf.add(
                Shelf.card(
                        "rich",
                        "col_1",
                        "u",
                        "付款",
                        null,
                        "zh",
                        List.of("a", "b"),
                        Map.of("dept", "财务", "year", 2026, "open", true)),
                "付款期限。");
        shelf.index(lab.passages);
        assertEquals(List.of("rich"), filtered(new Filter("eq", "tags", "b", null)));
        assertEquals(List.of("pay"), filtered(new Filter("ne", "tags", "b", null)));
        assertEquals(List.of("rich"), filtered(new Filter("eq", "metadata.dept", "财务", null)));
        assertEquals(List.of("rich"), filtered(new Filter("gte", "metadata.year", 2026, null)));
        assertEquals(List.of(), filtered(new Filter("gt", "metadata.year", 2026, null)));
        assertEquals(List.of("rich"), filtered(new Filter("eq", "metadata.open", true, null)));
        assertEquals(List.of("rich"), filtered(new Filter("in", "document_id", List.of("rich", "leave"), null)));
        assertEquals(
                2, filtered(new Filter("lt", "created_at", "2026-03-02", null)).size());
        assertEquals(
                2,
                filtered(new Filter(
                                "or",
                                null,
                                null,
                                List.of(
                                        new Filter("eq", "tags", "a", null),
                                        new Filter("eq", "external_id", "ext-pay", null))))
                        .size());
        for (Filter wrong : new Filter[] {
            new Filter("like", "tags", "a", null), new Filter("eq", "owner_id", "u", null),
            new Filter("eq", "tags", Map.of(), null), new Filter("in", "tags", "a", null),
            new Filter("lt", "created_at", "yesterday", null), new Filter("and", null, null, null)
        }) {
            assertThrows(wrong.toString(), Problem.class, () -> filtered(wrong));
        }
    }

    @Test
    public void equalPassagesAreShownOnce() {
        shelf.add("copy", "另一份", shelf.texts.get("pay/1"));
        shelf.index(lab.passages);
        var hits = search("付款期限").hits();
        assertEquals(1, hits.size());
        assertEquals(1, hits.get(0).duplicates().size());
    }

    @Test
    public void anythingIsText() {
        shelf.index(lab.passages);
        for (String odd : List.of(
                "*",
                "NOT",
                "\"付款",
                "(a AND",
                "付款~2^9",
                "field:x",
                "\\",
                "😀",
                " ".repeat(3000) + "付款",
                "？！。",
                "a".repeat(4000),
                "付".repeat(4000),
                "\u0000\uD83D",
                "[1 TO *]")) {
            search(odd);
        }
        assertEquals(List.of(), search("？！…").hits());
        var problem = assertThrows(Problem.class, () -> request(" ").build());
        assertEquals(SearchError.BLANK_QUERY, problem.code());
        assertThrows(Problem.class, () -> request("付".repeat(4001)).build());
        assertThrows(Problem.class, () -> SearchRequest.of("a", null, 0, "document"));
        assertThrows(Problem.class, () -> SearchRequest.of("a", null, 201, "document"));
        assertThrows(Problem.class, () -> SearchRequest.of("a", null, 1, "page"));
    }

    @Test
    public void otherLanguagesInTheIndexChangeNothing() throws Exception {
        shelf.index(lab.passages);
        List<String> before = ids("付款期限与验收");
        for (int i = 0; i < 100; i++) {
            shelf.add("en" + i, "Filler " + i, "The supplier delivers part number " + i + " and waits for payment.");
        }
        shelf.index(lab.passages);
        assertEquals(before, ids("付款期限与验收"));
    }

    @Test
    public void asManyAsThereAreComeBackThroughANarrowFilter() {
        shelf.vectors = RealModels.vectors();
        for (int i = 0; i < 60; i++) {
            shelf.add(
                    Shelf.card(
                            "d" + i,
                            "col_1",
                            "u",
                            "t" + i,
                            null,
                            "zh",
                            List.of(i % 10 == 0 ? "rare" : "often"),
                            Map.of()),
                    "第" + i + "号设备的保养记录。");
        }
        shelf.index(lab.passages);
        lab.vectors.add(RealModels.service("zh"));
        var found = search(request("维修")
                .mode("vector")
                .filter(new Filter("eq", "tags", "rare", null))
                .top(6));
        assertEquals(6, found.hits().size());
    }

    private List<String> filtered(Filter filter) {
        return ids(search(request("付款期限").filter(filter)));
    }

    private String first(String query) {
        return ids(query).get(0);
    }

    private List<String> ids(String query) {
        return ids(search(query));
    }

    private static List<String> ids(Retrieval.Result result) {
        return result.hits().stream().map(hit -> hit.card().id()).toList();
    }

    private Retrieval.Result search(String query) {
        return search(request(query));
    }

    private Retrieval.Result search(Request request) {
        return lab.retrieval.search(request.build());
    }

    private static Request request(String query) {
        return new Request(query);
    }

    /** A request in the making. */
    private static final class Request {

        private final String query;
        private final List<String> facets = new ArrayList<>();
        private List<String> collections;
        private Filter filter;
        private String mode;
        private int top = 10;

        Request(String query) {
            this.query = query;
        }

        Request collections(List<String> ids) {
            collections = ids;
            return this;
        }

        Request facets(String... names) {
            facets.addAll(List.of(names));
            return this;
        }

        Request filter(Filter wanted) {
            filter = wanted;
            return this;
        }

        Request mode(String name) {
            mode = name;
            return this;
        }

        Request top(int most) {
            top = most;
            return this;
        }

        SearchRequest build() {
            return new SearchRequest(
                    query,
                    collections,
                    mode,
                    top,
                    null,
                    filter,
                    null,
                    null,
                    null,
                    null,
                    null,
                    facets,
                    null,
                    null,
                    null,
                    null,
                    null);
        }
    }
}
