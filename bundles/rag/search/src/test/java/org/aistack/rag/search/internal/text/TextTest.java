package org.aistack.rag.search.internal.text;

import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertFalse;
import static org.junit.Assert.assertTrue;

import java.util.List;
import java.util.Random;
import java.util.Set;
import org.aistack.rag.search.internal.text.Highlighter.Place;
import org.junit.Test;

public class TextTest {

    private final Analysis analysis = new Analysis();

    @Test
    public void theSearchCopyIsNarrowSimplifiedAndOfTheSameLength() {
        assertEquals("付款期限 ABC-12 (后)", Fold.fold("付款期限　ＡＢＣ－１２　（後）".replace("　（", " （")));
        assertEquals("发票与头发", Fold.fold("發票與頭髮"));
        String odd = "a\uD83D\uDE00\u0301𠮷é";
        assertEquals(odd, Fold.fold(odd));
    }

    @Test
    public void codesAreFoundInsideChineseWhateverTheirCaseAndWidth() {
        assertEquals(Set.of("PO-2026-0017"), Codes.of(Fold.fold("请查ｐｏ－２０２６－００１７的付款")));
        assertEquals(Set.of("ABC-12"), Codes.of(Fold.fold("型号ＡＢＣ－１２。")));
        assertTrue(Codes.of("按 GB/T 37136-2018 检验").contains("GB/T37136-2018"));
        assertTrue(Codes.of("见gb/t 37136-2018").contains("GB/T37136-2018"));
        assertEquals(Set.of("110101199003070013"), Codes.of("身份证110101199003070013号"));
        assertEquals(Set.of("US0378331005"), Codes.of("ISIN US0378331005"));
        assertEquals(Set.of(), Codes.of("in 2018, 3.14 of 12 people"));
    }

    @Test
    public void whatIsAskedMayBeOnlyACode() {
        for (String query : List.of("PO-2026-0017", "GB/T 37136-2018?", " us0378331005 ")) {
            assertTrue(query, Codes.only(query, Codes.of(query)));
        }
        assertFalse(Codes.only("price of PO-2026-0017", Codes.of("price of PO-2026-0017")));
    }

    @Test
    public void sentencesEndWhereTheyEnd() {
        sentences("付款期限为30天。逾期加收3.5%！“他说。”是吗？", "付款期限为30天。", "逾期加收3.5%！", "“他说。”是吗？");
        sentences(
                "Dr. Smith paid U.S. $3.50 on Jan. 5. He left! \"Why?\" she asked.",
                "Dr. Smith paid U.S. $3.50 on Jan. 5.",
                "He left!",
                "\"Why?\" she asked.");
        sentences("第一行\n第二行\n\n1. Item one. 2. Item two.", "第一行", "第二行", "1. Item one.", "2. Item two.");
        sentences("共12.5亿元。No. 5 is 中国.北京", "共12.5亿元。", "No. 5 is 中国.", "北京");
        sentences("  \n ");
    }

    @Test
    public void sentencesTogetherHoldEverything() {
        var random = new Random(7);
        String letters = "付款 。！.a1“”\n（）?…\uD83D\uDE00";
        for (int round = 0; round < 500; round++) {
            var text = new StringBuilder();
            random.ints(60, 0, letters.length()).forEach(i -> text.append(letters.charAt(i)));
            var spans = Sentences.of(text.toString());
            int last = 0;
            for (Sentences.Span span : spans) {
                assertTrue(text.substring(last, span.start()).isBlank());
                last = span.end();
            }
            assertTrue(text.substring(last).isBlank());
        }
    }

    @Test
    public void highlightsAreCodePointsOfTheDocument() {
        String text = "😀付款期限为30天，付款方式另定。";
        var places = Highlighter.places(analysis, Analysis.ZH_BIGRAM, Set.of("付款", "款期", "期限"), text, 100);
        assertEquals(List.of(new Place(101, 105), new Place(110, 112)), places);
    }

    @Test
    public void traditionalAndSimplifiedHaveTheSameTerms() {
        for (String name : Analysis.names()) {
            assertEquals(name, analysis.terms(name, "付款期限与发票"), analysis.terms(name, "付款期限與發票"));
        }
    }

    @Test
    public void theTypeOfAnAnswerIsKnown() {
        assertEquals(AnswerType.DATE, AnswerType.of("特斯拉是哪一年去世的？", "zh"));
        assertEquals(AnswerType.NUMBER, AnswerType.of("付款期限是多少天", "zh"));
        assertEquals(AnswerType.PERSON, AnswerType.of("谁签的合同", "zh"));
        assertEquals(AnswerType.DATE, AnswerType.of("What year did Tesla die?", "en"));
        assertEquals(AnswerType.PLACE, AnswerType.of("Where is the desk?", "en"));
        assertEquals(AnswerType.OTHER, AnswerType.of("Why is that?", "en"));
        assertTrue(AnswerType.NUMBER.in("付款期限为验收后30天。", "付款期限是多少天", "zh"));
        assertFalse(AnswerType.DATE.in("He died in New York.", "When did he die?", "en"));
        assertFalse(
                "what the question says itself is no answer",
                AnswerType.NUMBER.in("The 30 day rule.", "What is the number in the 30 day rule?", "en"));
    }

    private static void sentences(String text, String... expected) {
        assertEquals(
                List.of(expected),
                Sentences.of(text).stream()
                        .map(s -> text.substring(s.start(), s.end()))
                        .toList());
    }
}
