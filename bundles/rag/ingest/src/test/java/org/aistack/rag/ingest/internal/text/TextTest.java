package org.aistack.rag.ingest.internal.text;

import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertTrue;

import java.util.List;
import org.aistack.rag.ingest.internal.text.Sentences.Span;
import org.junit.Test;

public class TextTest {

    private static List<String> sentences(String text) {
        return Sentences.of(text, 0, text.length()).stream()
                .map((Span s) -> text.substring(s.start(), s.end()))
                .toList();
    }

    @Test
    public void findsSentences() {
        assertEquals(List.of("他来了。", "我走了！", "为什么？"), sentences("他来了。我走了！为什么？"));
        assertEquals(
                List.of("Dr. Smith paid 3.50 dollars.", "Then he left."),
                sentences("Dr. Smith paid 3.50 dollars. Then he left."));
        assertEquals(List.of("他说：“好。走吧。”然后走了。"), sentences("他说：“好。走吧。”然后走了。"));
        assertEquals(
                List.of("See No. 5 of the list.", "It is e.g. this one."),
                sentences("See No. 5 of the list. It is e.g. this one."));
        assertEquals(List.of("1. First step.", "2. Second step."), sentences("1. First step. 2. Second step."));
        assertEquals(List.of("价格是3.14元；数量是2。"), List.of(String.join("", sentences("价格是3.14元；数量是2。"))));
    }

    @Test
    public void countsCodePoints() {
        String text = "a𠮷b🙂".repeat(3000) + "end";
        var points = CodePoints.of(text);
        assertEquals(text.codePointCount(0, text.length()), points.at(text.length()));
        for (int i = 0; i < text.length(); i += 7) {
            int at = Character.isLowSurrogate(text.charAt(i)) ? i - 1 : i;
            assertEquals(text.codePointCount(0, at), points.at(at));
        }
        int[] whole = text.codePoints().toArray();
        for (int start : new int[] {0, 1, 682, 683, 1023, 1024, 5000, 11990}) {
            assertEquals(new String(whole, start, 10), points.slice(start, start + 10));
        }
    }

    @Test
    public void takesOutWhatNobodySees() {
        Prepared prepared = Preparer.prepare(
                List.of(Piece.paragraph("Pay\u200bment\u00ad is \u202edue\u0007\r\nnow,  e\u0301 \ud800x")), false, 0);
        assertEquals("Payment is due\nnow, é \ufffdx", prepared.canonical().text());
        Report.Step clean = prepared.report().steps().get(0);
        assertEquals("warned", clean.status());
        assertEquals(2, (int) clean.counts().get("removed_invisible"));
        assertEquals(2, (int) clean.counts().get("removed_control"));
        assertEquals("prep.invisible-text", clean.findings().get(0).code());
        assertEquals("U+200B U+202E", clean.findings().get(0).sample());
    }

    @Test
    public void keepsEmojiTogether() {
        assertEquals(
                "👨‍👩‍👧",
                Preparer.prepare(List.of(Piece.paragraph("👨‍👩‍👧")), false, 0)
                        .canonical()
                        .text());
    }

    @Test
    public void takesOutRepeatedHeadersOfPages() {
        List<Piece> pieces = new java.util.ArrayList<>();
        for (int page = 1; page <= 5; page++) {
            String text = "ACME confidential\nSomething about subject number " + "abcde".charAt(page - 1) + ".\nPage "
                    + page + " of 5";
            pieces.add(new Piece(Shape.PARAGRAPH, 0, page, 0, false, null, text));
        }
        Prepared prepared = Preparer.prepare(pieces, true, 5);
        assertTrue(
                prepared.canonical().text(),
                !prepared.canonical().text().contains("ACME")
                        && !prepared.canonical().text().contains("of 5"));
        assertEquals(10, (int) prepared.report().steps().get(0).counts().get("headers_removed"));
        assertEquals(5, prepared.canonical().pages().size());
        Canonical.Page third = prepared.canonical().pages().get(2);
        assertEquals(
                "Something about subject number c.", prepared.canonical().text().substring(third.start(), third.end()));
    }

    @Test
    public void joinsLinesThatThePageBroke() {
        assertEquals(
                "The quick brown fox jumps over the lazy dog\nand sleeps.",
                Lines.unwrap("The quick brown fox jumps\nover the lazy dog\nand sleeps."));
        assertEquals("供应商货款的付款期限为验收后三十天，逾期须经批准。", Lines.unwrap("供应商货款的付款期限为验收后\n三十天，逾期须经批准。"));
    }

    @Test
    public void readsMarkdown() {
        Canonical c = Preparer.prepare(
                        MarkdownReader.read(
                                "Title\n=====\n\nA **bold** [link](http://x.y) and `code`.\nsame line\n\n1. one\n2. two\n\n| h1 | h2 |\n|----|:--:|\n| a \\| b | 2 |\n\n```java\nint x;\n\nint y;\n```\n> quoted"),
                        false,
                        0)
                .canonical();
        assertEquals(
                "Title\nA bold link (http://x.y) and code. same line\n1. one\n2. two\nh1 | h2\na | b | 2\njava\nint x;\n\nint y;\nquoted",
                c.text());
        assertEquals(
                List.of(
                        Shape.HEADING,
                        Shape.PARAGRAPH,
                        Shape.LIST,
                        Shape.LIST,
                        Shape.TABLE,
                        Shape.TABLE,
                        Shape.CODE,
                        Shape.QUOTE),
                c.blocks().stream().map(Block::shape).toList());
        assertTrue(c.blocks().get(4).header());
    }

    @Test
    public void tellsLanguages() {
        String[][] table = {
            {"zh", "采购付款制度"},
            {"zh", "繁體中文書籍"},
            {"zh", "用 Docker 部署 Spring Boot 应用"},
            {"ja", "付款の期限は三十日です"},
            {"ja", "コンピュータ"},
            {"ko", "지불 기한"},
            {"en", "The payment is due thirty days after acceptance."},
            {"en", "How many points did the Panthers defense surrender?"},
            {"de", "Die Zahlung ist dreißig Tage nach der Abnahme fällig."},
            {"fr", "Le paiement est dû trente jours après la réception."},
            {"es", "El pago vence treinta días después de la recepción."},
            {"ru", "Оплата производится в течение тридцати дней."},
            {"und", "12345 !!!"}
        };
        for (String[] row : table) {
            assertEquals(row[1], row[0], Languages.guess(row[1]).language());
        }
        assertEquals("Hant", Languages.guess("繁體中文書籍").script());
        assertEquals("Hans", Languages.guess("简体中文书籍").script());
    }

    @Test
    public void namesColumns() {
        assertEquals("A", Tables.column(0));
        assertEquals("Z", Tables.column(25));
        assertEquals("AA", Tables.column(26));
        assertEquals("XFD", Tables.column(16383));
        assertEquals(
                "S!B7", Tables.row(List.of("", "x", ""), 1, "S", 7, 0, false).locator());
    }

    @Test
    public void recognisesChapters() {
        assertEquals(2, PlainReader.headingLevel("第三章 付款"));
        assertEquals(3, PlainReader.headingLevel("第十二节　审批权限"));
        assertEquals(0, PlainReader.headingLevel("第三章规定，供应商应在三十天内付款。"));
        assertEquals(0, PlainReader.headingLevel("付款"));
    }
}
