package org.aistack.kernel.observe.internal.settings;

import static org.junit.Assert.assertEquals;

import java.io.ByteArrayInputStream;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.Test;

public class SettingTest {

    private static String why(Setting setting, Object value) {
        return setting.refuse(value).orElse("right");
    }

    private static Setting of(String type, String min, String max, String... options) {
        return new Setting(
                "k",
                type,
                min == null ? null : new BigDecimal(min),
                max == null ? null : new BigDecimal(max),
                List.of(options));
    }

    @Test
    public void wholeNumbersKeepToTheirRange() {
        Setting setting = of("Integer", "1", "16");
        assertEquals("right", why(setting, " 16 "));
        assertEquals("right", why(setting, 1));
        for (String bad : List.of("0", "17", "99999999999")) {
            assertEquals("k must be a whole number, at least 1 and at most 16", why(setting, bad));
        }
        for (String bad : List.of("", "five", "1.5", "1e1", "0x10", "1 2")) {
            assertEquals("k must be a whole number", why(setting, bad));
        }
        assertEquals("k must be a whole number", why(of("Integer", null, null), "2147483648"));
        assertEquals("right", why(of("Long", null, null), "2147483648"));
        assertEquals("k must be a whole number, at most 3", why(of("Long", null, "3"), "4"));
    }

    @Test
    public void otherTypesAreCheckedToo() {
        assertEquals("right", why(of("Double", "0", "1"), "0.25"));
        assertEquals("k must be a number, at least 0 and at most 1", why(of("Double", "0", "1"), "1.25"));
        assertEquals("k must be a number", why(of("Double", null, null), "NaN"));
        assertEquals("right", why(of("Boolean", null, null), true));
        assertEquals("k must be true or false", why(of("Boolean", null, null), "yes"));
        assertEquals("k must be one of on, off", why(of("String", null, null, "on", "off"), "maybe"));
        assertEquals(Optional.empty(), of("Password", null, null).refuse("anything"));
    }

    @Test
    public void isReadFromMetatype() throws Exception {
        String xml = "<m:MetaData xmlns:m='http://www.osgi.org/xmlns/metatype/v1.2.0'><OCD id='o'>"
                + "<AD id='max_chars' type='Integer' min='1' default='20'/>"
                + "<AD id='mode' type='String'><Option label='' value='a'/></AD></OCD>"
                + "<Designate pid='p'><Object ocdref='o'/></Designate></m:MetaData>";
        Map<String, Map<String, Setting>> found =
                Schemas.parse(new ByteArrayInputStream(xml.getBytes(StandardCharsets.UTF_8)));
        assertEquals(
                Map.of(
                        "max_chars",
                        new Setting("max_chars", "Integer", BigDecimal.ONE, null, List.of()),
                        "mode",
                        new Setting("mode", "String", null, null, List.of("a"))),
                found.get("p"));
    }
}
