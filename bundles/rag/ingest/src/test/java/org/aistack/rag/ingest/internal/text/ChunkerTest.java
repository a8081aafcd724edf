package org.aistack.rag.ingest.internal.text;

import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertFalse;
import static org.junit.Assert.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.Test;

public class ChunkerTest {

    private static final String[] WORDS = {
        "付款",
        "期限",
        "为验收后",
        "三十天",
        "。",
        "，",
        "“他说。”",
        "the",
        "order",
        "is",
        "due.",
        "Dr. Smith",
        "3.14",
        "e.g.",
        "🙂",
        "👨‍👩‍👧",
        "é",
        "e\u0301",
        "𠮷野家",
        "！",
        "？",
        "No. 5",
        "；",
        "purchase",
        "合同",
        "\n",
        "……"
    };

    private static Canonical canonical(String markdown) {
        return Preparer.prepare(MarkdownReader.read(markdown), false, 0).canonical();
    }

    private static String random(Random random) {
        var text = new StringBuilder();
        int blocks = 1 + random.nextInt(30);
        for (int b = 0; b < blocks; b++) {
            switch (random.nextInt(7)) {
                case 0 ->
                    text.append("#".repeat(1 + random.nextInt(3))).append(' ').append(words(random, 4));
                case 1 ->
                    text.append("- ").append(words(random, 20)).append("\n- ").append(words(random, 8));
                case 2 -> text.append("```\n").append(words(random, 60)).append("\n```");
                case 3 ->
                    text.append("| a | b |\n|---|---|\n| ")
                            .append(words(random, 5).replace("\n", " "))
                            .append(" | 7 |\n")
                            .append(("| x | " + b + " |\n").repeat(random.nextInt(40)));
                case 4 -> text.append("> ").append(words(random, 30));
                case 5 -> text.append("字".repeat(random.nextInt(3000)));
                default -> text.append(words(random, 200));
            }
            text.append("\n\n");
        }
        return text.toString();
    }

    private static String words(Random random, int most) {
        var text = new StringBuilder();
        for (int i = random.nextInt(most) + 1; i > 0; i--) {
            text.append(WORDS[random.nextInt(WORDS.length)]).append(random.nextBoolean() ? " " : "");
        }
        return text.toString();
    }

    @Test
    public void everyCharacterIsInExactlyOneChunk() {
        for (int seed = 0; seed < 150; seed++) {
            Canonical canonical = canonical(random(new Random(seed)));
            String text = canonical.text();
            int end = 0;
            for (Chunk chunk : Chunker.chunks(canonical, ChunkRules.DEFAULT)) {
                assertTrue("order, seed " + seed, chunk.start() >= end && chunk.end() > chunk.start());
                assertTrue(
                        "gap, seed " + seed, text.substring(end, chunk.start()).isBlank());
                boolean row = chunk.shape() == Shape.TABLE;
                assertTrue("length, seed " + seed, row || chunk.end() - chunk.start() <= ChunkRules.DEFAULT.most());
                assertFalse("pair, seed " + seed, Character.isLowSurrogate(text.charAt(chunk.start())));
                end = chunk.end();
            }
            assertTrue("end, seed " + seed, text.substring(end).isBlank());
        }
    }

    @Test
    public void neverCutsSentencesThatFit() {
        String sentence = "供应商货款的付款期限为验收合格之后的三十天以内。";
        Canonical canonical = canonical(sentence.repeat(100));
        for (Chunk chunk : Chunker.chunks(canonical, ChunkRules.DEFAULT)) {
            String text = canonical.text().substring(chunk.start(), chunk.end());
            assertEquals(0, text.length() % sentence.length());
            assertTrue(text.length() <= ChunkRules.DEFAULT.target());
        }
    }

    @Test
    public void carriesTheHeadingsAndBreaksAtThem() {
        Canonical canonical = canonical("# 第三章\n\n引言。\n\n## 付款\n\n三十天。\n\n## 发票\n\n由采购部审核。");
        List<Chunk> chunks = Chunker.chunks(canonical, ChunkRules.DEFAULT);
        assertEquals(3, chunks.size());
        assertEquals(List.of("第三章"), chunks.get(0).headingPath());
        assertEquals(List.of("第三章", "付款"), chunks.get(1).headingPath());
        assertEquals(List.of("第三章", "发票"), chunks.get(2).headingPath());
    }

    @Test
    public void keepsRowsWholeAndRepeatsTheirHeaderBeside() {
        List<Piece> rows = new ArrayList<>();
        String[][] headers = {{"设备台账", "", ""}, {"编号", "名称", "价格"}, {"", "", "元"}};
        for (int i = 0; i < 3; i++) {
            rows.add(Tables.row(List.of(headers[i]), 1, "Sheet1", i + 1, 0, false));
        }
        for (int i = 4; i <= 303; i++) {
            rows.add(Tables.row(List.of("E-" + i, "水泵型号" + i, String.valueOf(i * 10)), 1, "Sheet1", i, 0, false));
        }
        Canonical canonical = Preparer.prepare(rows, false, 0).canonical();
        List<Chunk> chunks = Chunker.chunks(canonical, ChunkRules.DEFAULT);
        assertTrue(chunks.size() > 5);
        int lines = 0;
        for (Chunk chunk : chunks) {
            assertEquals(Shape.TABLE, chunk.shape());
            assertEquals("设备台账\n编号 | 名称 | 价格\n元", chunk.context());
            String text = canonical.text().substring(chunk.start(), chunk.end());
            lines += text.split("\n").length;
            for (String line : text.split("\n")) {
                assertTrue(line, line.startsWith("E-") == (line.split(" \\| ").length == 3 && line.contains("水泵")));
            }
        }
        assertEquals(303, lines);
        Chunk with = chunks.stream()
                .filter(c -> canonical.text().substring(c.start(), c.end()).contains("E-287 "))
                .findFirst()
                .orElseThrow();
        assertTrue(with.locator(), with.locator().matches("Sheet1!A\\d+:C\\d+"));
    }

    @Test
    public void repeatsWholeSentencesWhenAskedTo() {
        Canonical canonical = canonical("One two three four five six seven. ".repeat(100));
        List<Chunk> chunks = Chunker.chunks(canonical, new ChunkRules(300, 600, 80));
        for (int i = 1; i < chunks.size(); i++) {
            assertTrue(chunks.get(i).start() < chunks.get(i - 1).end());
            assertTrue(canonical.text().startsWith("One", chunks.get(i).start()));
        }
    }

    @Test
    public void oneEditedParagraphChangesFewChunks() {
        var before = new ArrayList<String>();
        for (int i = 0; i < 200; i++) {
            before.add("Paragraph " + i + " says something of its own about item " + i * 7
                    + ". It has a second sentence.");
        }
        var old = texts(String.join("\n\n", before));
        assertTrue("average " + 200.0 / old.size(), old.size() < 60);
        int many = 0;
        int most = 0;
        for (int i = 0; i < 200; i++) {
            var after = new ArrayList<>(before);
            after.set(i, "Paragraph " + i + " was edited, and is a good deal longer now than it ever was before.");
            var fresh = texts(String.join("\n\n", after));
            fresh.removeAll(old);
            many += fresh.size() > 3 ? 1 : 0;
            most = Math.max(most, fresh.size());
        }
        assertTrue("more than three: " + many + ", most " + most + " of " + old.size(), many == 0);
    }

    private static List<String> texts(String markdown) {
        Canonical canonical = canonical(markdown);
        var texts = new ArrayList<String>();
        Chunker.chunks(canonical, ChunkRules.DEFAULT)
                .forEach(c -> texts.add(canonical.text().substring(c.start(), c.end())));
        return texts;
    }
}
