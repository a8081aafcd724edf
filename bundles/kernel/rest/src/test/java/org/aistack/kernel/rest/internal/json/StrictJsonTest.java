package org.aistack.kernel.rest.internal.json;

import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertNull;
import static org.junit.Assert.fail;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.math.BigDecimal;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.aistack.kernel.Check;
import org.aistack.kernel.Problem;
import org.aistack.kernel.listing.Listing;
import org.aistack.kernel.rest.Versioned;
import org.junit.Test;

public class StrictJsonTest {

    enum Color {
        DARK_RED
    }

    record Inner(String name) {
        Inner {
            Check.that().text("/name", name, 1, 5).done();
        }
    }

    record All(
            String text,
            Integer whole,
            int count,
            Double real,
            Boolean yes,
            BigDecimal price,
            Instant at,
            LocalDate day,
            Color color,
            Optional<String> maybe,
            List<Inner> inners,
            Map<String, Inner> byName) {}

    record Document(String title, long revision) implements Versioned {}

    private final ObjectMapper mapper = StackMapper.create();
    private final StrictJson json = new StrictJson(mapper);

    private All read(String text) {
        return read(text.getBytes(StandardCharsets.UTF_8));
    }

    private All read(byte[] body) {
        return json.read(body, mapper.constructType(All.class));
    }

    private void refused(String code, String pointer, byte[] body) {
        try {
            fail("was read: " + read(body));
        } catch (Problem problem) {
            assertEquals(new String(body, StandardCharsets.UTF_8), code, problem.getMessage());
            String found = problem.violations().isEmpty()
                    ? null
                    : problem.violations().get(0).pointer();
            if (pointer != null) {
                assertEquals(pointer, found);
            }
        }
    }

    private void malformed(String text) {
        refused("kernel.malformed-json", null, text.getBytes(StandardCharsets.UTF_8));
    }

    private void invalid(String code, String pointer, String text) {
        refused("kernel." + code, pointer, text.getBytes(StandardCharsets.UTF_8));
    }

    @Test
    public void readsWhatIsRight() {
        All all = read("{\"text\":\"\",\"whole\":1,\"count\":2,\"real\":1,\"yes\":true,\"price\":\"12.50\","
                + "\"at\":\"2026-01-01T08:00:00+08:00\",\"day\":\"2026-01-01\",\"color\":\"dark_red\",\"maybe\":\"m\","
                + "\"inners\":[],\"by_name\":{\"n\":{\"name\":\"n\"}}}");
        assertEquals("", all.text());
        assertEquals(new BigDecimal("12.50"), all.price());
        assertEquals(Instant.parse("2026-01-01T00:00:00Z"), all.at());
        assertEquals(Color.DARK_RED, all.color());
        assertEquals(Optional.of("m"), all.maybe());
        assertNull(read("{\"count\":0}").text());
        assertEquals(
                "\uD83D\uDE00",
                read("{\"count\":0,\"text\":\"\\uD83D\\uDE00\"}").text());
        assertEquals("好", read("\uFEFF{\"count\":0,\"text\":\"好\"}").text());
    }

    @Test
    public void refusesWhatIsNotJson() {
        for (String text : new String[] {
            "",
            " ",
            "{",
            "{\"count\":0}}",
            "{\"count\":0} x",
            "{\"count\":0}{}",
            "{\"count\":0,\"count\":1}",
            "{\"inners\":[{\"name\":\"a\",\"name\":\"b\"}],\"count\":0}",
            "{\"real\":NaN,\"count\":0}",
            "{\"real\":Infinity,\"count\":0}",
            "{\"count\":01}",
            "{\"count\":+1}",
            "{\"real\":.5,\"count\":0}",
            "{count:0}",
            "{'count':0}",
            "{\"count\":0,}",
            "{\"count\":0/* why */}",
            "{\"count\":0}// why",
            "{\"text\":\"\\uD83D\",\"count\":0}",
            "{\"text\":\"\\uDE00\\uD83D\",\"count\":0}",
            "{\"\\uD83D\":1,\"count\":0}",
            "{\"text\":\"a\nb\",\"count\":0}",
            "{\"text\":\"\\x\",\"count\":0}",
            "{\"nothing\":1,\"count\":}",
            "{\"text\":\"\u0000\",\"count\":0}"
        }) {
            malformed(text);
        }
    }

    @Test
    public void refusesOtherEncodings() {
        for (String charset : new String[] {"UTF-16", "UTF-16LE", "UTF-16BE", "UTF-32", "UTF-32LE"}) {
            refused("kernel.malformed-json", null, "{\"count\":0}".getBytes(Charset.forName(charset)));
        }
        refused("kernel.malformed-json", null, "{\"text\":\"é\",\"count\":0}".getBytes(StandardCharsets.ISO_8859_1));
        byte[] overlong = "{\"text\":\"xx\",\"count\":0}".getBytes(StandardCharsets.UTF_8);
        overlong[9] = (byte) 0xc0;
        overlong[10] = (byte) 0xaf;
        refused("kernel.malformed-json", null, overlong);
    }

    @Test
    public void namesThePlaceOfWhatIsWrong() {
        invalid("unknown-field", "/nothing", "{\"count\":0,\"nothing\":1}");
        invalid("wrong-type", "/whole", "{\"count\":0,\"whole\":\"1\"}");
        invalid("wrong-type", "/whole", "{\"count\":0,\"whole\":1.5}");
        invalid("wrong-type", "/whole", "{\"count\":0,\"whole\":1.0}");
        invalid("wrong-type", "/whole", "{\"count\":0,\"whole\":\"\"}");
        invalid("wrong-type", "/text", "{\"count\":0,\"text\":1}");
        invalid("wrong-type", "/text", "{\"count\":0,\"text\":true}");
        invalid("wrong-type", "/text", "{\"count\":0,\"text\":{}}");
        invalid("wrong-type", "/yes", "{\"count\":0,\"yes\":\"true\"}");
        invalid("wrong-type", "/yes", "{\"count\":0,\"yes\":1}");
        invalid("wrong-type", "/real", "{\"count\":0,\"real\":\"NaN\"}");
        invalid("wrong-type", "/real", "{\"count\":0,\"real\":1e999}");
        invalid("wrong-type", "/price", "{\"count\":0,\"price\":\"1e3\"}");
        invalid("wrong-type", "/price", "{\"count\":0,\"price\":1e999}");
        invalid("wrong-type", "/price", "{\"count\":0,\"price\":\"\"}");
        invalid("wrong-type", "/at", "{\"count\":0,\"at\":1}");
        invalid("wrong-type", "/at", "{\"count\":0,\"at\":\"2026-01-01\"}");
        invalid("wrong-type", "/day", "{\"count\":0,\"day\":[2026,1,1]}");
        invalid("wrong-type", "/color", "{\"count\":0,\"color\":0}");
        invalid("wrong-type", "/color", "{\"count\":0,\"color\":\"DARK_RED\"}");
        invalid("wrong-type", "/inners", "{\"count\":0,\"inners\":{}}");
        invalid("wrong-type", "/inners", "{\"count\":0,\"inners\":\"\"}");
        invalid("required", "/count", "{\"count\":null}");
        invalid("required", "/count", "{}");
        invalid("required", "", "null");
        invalid("wrong-type", null, "[]");
        invalid("too-long", "/inners/1/name", "{\"count\":0,\"inners\":[{\"name\":\"a\"},{\"name\":\"abcdef\"}]}");
        invalid("required", "/by_name/a~1b/name", "{\"count\":0,\"by_name\":{\"a/b\":{}}}");
    }

    @Test
    public void limits() {
        invalid("json-limit", null, "{\"count\":0,\"inners\":" + "[".repeat(80) + "]".repeat(80) + "}");
        invalid("json-limit", null, "{\"count\":" + "1".repeat(101) + "}");
        invalid("json-limit", null, "{\"count\":0,\"text\":\"" + "a".repeat(StackMapper.MAX_STRING + 1) + "\"}");
        String many = "{\"name\":\"a\"},".repeat(StrictParser.MAX_ITEMS + 1);
        invalid("json-limit", null, "{\"count\":0,\"inners\":[" + many.substring(0, many.length() - 1) + "]}");
    }

    @Test
    public void writes() throws Exception {
        assertEquals("{\"title\":\"t\"}", mapper.writeValueAsString(new Document("t", 4)));
        assertEquals(
                "{\"items\":[],\"next_cursor\":null}", mapper.writeValueAsString(new Listing<>(List.of(), null, null)));
        assertEquals(
                "{\"items\":[],\"next_cursor\":\"c\",\"total\":3}",
                mapper.writeValueAsString(new Listing<>(List.of(), "c", 3L)));
        All all = new All(
                "t",
                1,
                2,
                Double.POSITIVE_INFINITY,
                true,
                new BigDecimal("1E+3"),
                Instant.parse("2026-01-01T00:00:00Z"),
                LocalDate.parse("2026-01-01"),
                Color.DARK_RED,
                Optional.empty(),
                List.of(),
                Map.of());
        assertEquals(
                "{\"text\":\"t\",\"whole\":1,\"count\":2,\"real\":null,\"yes\":true,\"price\":\"1000\","
                        + "\"at\":\"2026-01-01T00:00:00Z\",\"day\":\"2026-01-01\",\"color\":\"dark_red\",\"maybe\":null,"
                        + "\"inners\":[],\"by_name\":{}}",
                mapper.writeValueAsString(all));
        assertEquals("{\"m\":null}", mapper.writeValueAsString(Map.of("m", Double.NaN)));
    }

    @Test
    public void refusesARevision() {
        try {
            json.read("{\"title\":\"t\",\"revision\":1}".getBytes(), mapper.constructType(Document.class));
            fail();
        } catch (Problem problem) {
            assertEquals("kernel.unknown-field", problem.getMessage());
        }
    }
}
