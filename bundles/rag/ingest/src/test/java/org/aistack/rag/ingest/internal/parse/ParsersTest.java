package org.aistack.rag.ingest.internal.parse;

import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertFalse;
import static org.junit.Assert.assertTrue;

import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.aistack.rag.ingest.internal.IngestError;
import org.aistack.rag.ingest.internal.IngestSettings;
import org.aistack.rag.ingest.internal.StageFailure;
import org.aistack.rag.ingest.internal.TestSettings;
import org.aistack.rag.ingest.internal.text.Block;
import org.aistack.rag.ingest.internal.text.Canonical;
import org.aistack.rag.ingest.internal.text.Preparer;
import org.aistack.rag.ingest.internal.text.Shape;
import org.junit.AfterClass;
import org.junit.BeforeClass;
import org.junit.ClassRule;
import org.junit.Test;
import org.junit.rules.TemporaryFolder;

/** Real files through a real parser process. */
public class ParsersTest {

    @ClassRule
    public static final TemporaryFolder FOLDER = new TemporaryFolder();

    private static Parsers parsers;

    static Parsers parsers(IngestSettings settings, Path work) {
        Path classes = Path.of("target/classes").toAbsolutePath();
        return new Parsers(settings, new ParserHome(classes.resolve("worker"), classes), work);
    }

    @BeforeClass
    public static void start() {
        parsers = parsers(TestSettings.defaults(), FOLDER.getRoot().toPath().resolve("work"));
    }

    @AfterClass
    public static void stop() {
        parsers.close();
    }

    private static ParsedFile parse(String name, byte[] bytes) throws Exception {
        Path file = Samples.write(FOLDER.newFolder().toPath(), "blob", bytes);
        Path target = FOLDER.newFile().toPath();
        parsers.parse(file, name, target);
        return ParsedFile.read(target);
    }

    private static Canonical text(ParsedFile parsed) {
        return Preparer.prepare(parsed.pieces(), parsed.printed(), parsed.pages())
                .canonical();
    }

    private static IngestError refused(String name, byte[] bytes) throws Exception {
        try {
            parse(name, bytes);
        } catch (StageFailure e) {
            assertFalse(e.retryable());
            return e.code();
        }
        throw new AssertionError(name + " was read");
    }

    @Test
    public void readsPagesOfPdf() throws Exception {
        ParsedFile parsed = parse("x.bin", Samples.pdf(null, "The first page.", "The second page."));
        assertEquals("application/pdf", parsed.type());
        assertEquals(2, parsed.pages());
        Canonical text = text(parsed);
        Canonical.Page second = text.pages().get(1);
        assertEquals("The second page.", text.text().substring(second.start(), second.end()));
    }

    @Test
    public void readsHeadingsAndTablesOfWord() throws Exception {
        Canonical text = text(parse("制度.docx", Samples.docx()));
        assertEquals("采购付款制度\n付款期限为验收后三十天。\n项目 | 金额\n水泵 | 1200\n阀门 | 80", text.text());
        assertEquals(
                List.of(Shape.HEADING, Shape.PARAGRAPH, Shape.TABLE, Shape.TABLE, Shape.TABLE),
                text.blocks().stream().map(Block::shape).toList());
        assertTrue(text.blocks().get(2).header());
        assertFalse(text.blocks().get(3).header());
        assertEquals("Table1!A2:B2", text.blocks().get(3).locator());
    }

    @Test
    public void keepsThePlacesOfCells() throws Exception {
        for (boolean old : new boolean[] {false, true}) {
            Canonical text = text(parse(old ? "p.xls" : "p.xlsx", Samples.sheet(old)));
            assertTrue(text.text(), text.text().contains("bolt M8 | 0.14"));
            List<String> places = text.blocks().stream()
                    .map(Block::locator)
                    .filter(l -> l != null && l.contains("!"))
                    .toList();
            assertEquals(List.of("Prices!A1:C1", "Prices!A2:B2", "Prices!A4:C4", "Second!A1"), places);
        }
    }

    @Test
    public void countsSlides() throws Exception {
        ParsedFile parsed = parse("s.pptx", Samples.pptx("First slide about pumps", "Second slide about valves"));
        Canonical text = text(parsed);
        assertEquals(2, text.pages().size());
        Block valves = text.blocks().stream()
                .filter(b -> text.text().substring(b.start(), b.end()).contains("valves"))
                .findFirst()
                .orElseThrow();
        assertEquals(2, valves.page());
    }

    @Test
    public void readsTextInItsEncoding() throws Exception {
        String zh = "采购付款制度规定，供应商货款的付款期限为验收后三十天。";
        for (String charset : List.of("UTF-8", "GB18030", "UTF-16")) {
            assertEquals(
                    charset,
                    zh,
                    text(parse("a.txt", Samples.bytes(zh, charset))).text());
        }
        assertEquals("text/plain", parse("a.txt", Samples.bytes(zh, "UTF-8")).type());
    }

    @Test
    public void readsMarkdownCsvHtmlMailRtf() throws Exception {
        assertEquals(
                Shape.HEADING,
                text(parse("a.md", "# Title\n\nText.".getBytes()))
                        .blocks()
                        .get(0)
                        .shape());
        Canonical csv = text(parse("a.csv", "name,price\nbolt,1\nnut,2\n".getBytes()));
        assertEquals("name | price\nbolt | 1\nnut | 2", csv.text());
        assertEquals("Table1!A3:B3", csv.blocks().get(2).locator());
        Canonical html = text(parse(
                "x.txt",
                ("<!DOCTYPE html><html><head><title>T</title><script>evil()</script></head><body><h2>Head</h2>"
                                + "<p>One <b>two</b></p><ul><li>item</li></ul><table><thead><tr><th>h</th><th>i</th></tr></thead><tr><td>1</td><td>2</td></tr></table>"
                                + "<pre>code\n  more</pre></body></html>")
                        .getBytes()));
        assertEquals("Head\nOne two\nitem\nh | i\n1 | 2\ncode\n  more", html.text());
        assertTrue(html.blocks().get(3).header());
        Canonical mail = text(parse(
                "m.eml",
                ("From: Ann <ann@x.org>\r\nTo: bob@x.org\r\nSubject: Pump order\r\nDate: Mon, 2 Mar 2026 08:00:00 +0000\r\n"
                                + "Content-Type: text/plain\r\n\r\nPlease send two pumps.\r\n")
                        .getBytes()));
        assertTrue(mail.text(), mail.text().startsWith("Pump order\nFrom: Ann"));
        assertTrue(mail.text(), mail.text().contains("Please send two pumps."));
        assertEquals(
                "Hello rich text",
                text(parse(
                                "a.rtf",
                                "{\\rtf1\\ansi\\deff0{\\fonttbl{\\f0 Arial;}}\\f0 Hello {\\b rich} text\\par}"
                                        .getBytes()))
                        .text());
        assertTrue(
                text(parse("a.json", "{\"pump\": \"alpha\"}".getBytes())).text().contains("alpha"));
        assertTrue(text(parse("a.xml", "<?xml version=\"1.0\"?><a><b>pump alpha</b></a>".getBytes()))
                .text()
                .contains("pump alpha"));
    }

    @Test
    public void doesNotObeyALyingName() throws Exception {
        assertEquals(
                "application/pdf", parse("x.docx", Samples.pdf(null, "Words.")).type());
    }

    @Test
    public void refusesBrokenAndLockedFiles() throws Exception {
        assertEquals(IngestError.UNREADABLE, refused("empty.pdf", new byte[0]));
        assertEquals(IngestError.UNREADABLE, refused("cut.docx", java.util.Arrays.copyOf(Samples.docx(), 200)));
        assertEquals(
                IngestError.UNREADABLE,
                refused("cut2.docx", java.util.Arrays.copyOf(Samples.docx(), Samples.docx().length / 2)));
        assertEquals(IngestError.UNREADABLE, refused("cut.pdf", "%PDF-1.4\n1 0 obj\n<<".getBytes()));
        assertEquals(IngestError.ENCRYPTED, refused("locked.pdf", Samples.pdf("secret", "Words.")));
        assertEquals(IngestError.ENCRYPTED, refused("locked.docx", Samples.locked(Samples.docx())));
    }

    @Test
    public void stopsAtBombs() throws Exception {
        assertEquals(IngestError.LIMIT, refused("bomb.zip", Samples.bomb(300)));
        byte[] nested = "deep".getBytes();
        for (int i = 0; i < 6; i++) {
            nested = Samples.zip("inner.zip", nested);
        }
        assertEquals(IngestError.LIMIT, refused("nested.zip", nested));
    }

    @Test
    public void fetchesNothingThatADocumentNames() throws Exception {
        Path secret = Files.writeString(FOLDER.newFile().toPath(), "topsecret");
        String xml = "<?xml version=\"1.0\"?><!DOCTYPE a [<!ENTITY x SYSTEM \"" + secret.toUri()
                + "\">]><a>before &x; after</a>";
        try {
            assertFalse(text(parse("x.xml", xml.getBytes())).text().contains("topsecret"));
        } catch (StageFailure e) {
            assertEquals(IngestError.UNREADABLE, e.code());
        }
    }

    @Test
    public void survivesAPoisonDocument() throws Exception {
        Path file = FOLDER.newFile().toPath();
        try (OutputStream out = Files.newOutputStream(file)) {
            out.write("<?xml version=\"1.0\"?><a b=\"".getBytes(StandardCharsets.US_ASCII));
            byte[] some = "x".repeat(1 << 20).getBytes(StandardCharsets.US_ASCII);
            for (int i = 0; i < 160; i++) {
                out.write(some);
            }
            out.write("\"/>".getBytes(StandardCharsets.US_ASCII));
        }
        Parsers small = parsers(
                TestSettings.with(Map.of("parser__heap__mb", 128, "parse__timeout__s", 30)),
                FOLDER.newFolder().toPath());
        try {
            Path target = FOLDER.newFile().toPath();
            try {
                small.parse(file, "poison.xml", target);
                throw new AssertionError("the poison was read");
            } catch (StageFailure e) {
                assertEquals(IngestError.LIMIT, e.code());
            }
            Path good = Samples.write(FOLDER.newFolder().toPath(), "b", "still alive".getBytes());
            assertEquals("text/plain", small.parse(good, "a.txt", target));
        } finally {
            small.close();
        }
    }

    @Test
    public void endsWhatTakesTooLong() throws Exception {
        Parsers hasty = parsers(
                TestSettings.with(Map.of("parse__timeout__s", 1)),
                FOLDER.newFolder().toPath());
        try {
            var html = new StringBuilder("<html><body>");
            html.append("<table><tr><td>".repeat(30_000));
            Path slow = Samples.write(
                    FOLDER.newFolder().toPath(), "b", html.toString().getBytes());
            hasty.parse(slow, "slow.html", FOLDER.newFile().toPath());
            throw new AssertionError("fast machine: make it slower");
        } catch (StageFailure e) {
            assertEquals(IngestError.LIMIT, e.code());
        } finally {
            hasty.close();
        }
    }
}
