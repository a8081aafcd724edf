package org.aistack.kernel.web.internal;

import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.Test;

/** The two languages of the console are complete, and nothing in them is dead. */
public class DictionaryTest {

    private static final Path SCRIPTS = Path.of("src/main/resources/ui/js");
    private static final Pattern ENTRY = Pattern.compile("^ {2}'([a-zA-Z.]+)': '(.*)',$", Pattern.MULTILINE);
    private static final Pattern CALL = Pattern.compile("\\btx?\\(([^)]*)");
    private static final Pattern KEY = Pattern.compile("'([a-z]+\\.[a-zA-Z]+)'");
    private static final Pattern PLACE = Pattern.compile("\\{(\\w+)}");

    @Test
    public void bothLanguagesHaveTheSameKeysInTheSameOrder() throws IOException {
        assertEquals(
                List.copyOf(entries("zh").keySet()), List.copyOf(entries("en").keySet()));
    }

    @Test
    public void eachLineOfADictionaryIsAnEntry() throws IOException {
        for (String language : List.of("zh", "en")) {
            long lines = Files.lines(SCRIPTS.resolve(language + ".js")).count();
            assertEquals(language, lines - 3, entries(language).size());
        }
    }

    @Test
    public void bothLanguagesFillInTheSameValues() throws IOException {
        Map<String, String> english = entries("en");
        entries("zh").forEach((key, text) -> assertEquals(key, places(text), places(english.get(key))));
    }

    @Test
    public void everyUsedKeyExistsAndEveryKeyIsUsed() throws IOException {
        Set<String> used = new TreeSet<>();
        try (Stream<Path> files = Files.walk(SCRIPTS)) {
            for (Path file : files.filter(DictionaryTest::speaks).toList()) {
                Matcher call = CALL.matcher(Files.readString(file));
                while (call.find()) {
                    KEY.matcher(call.group(1)).results().forEach(key -> used.add(key.group(1)));
                }
            }
        }
        assertEquals(new TreeSet<>(entries("zh").keySet()), used);
    }

    @Test
    public void noSentenceOfTheScriptsIsWrittenInOneLanguageOnly() throws IOException {
        try (Stream<Path> files = Files.walk(SCRIPTS)) {
            for (Path file : files.filter(DictionaryTest::speaks).toList()) {
                String text = Files.readString(file).replace("'中文'", "");
                assertTrue(
                        file + " has Chinese text outside the dictionary",
                        text.codePoints().noneMatch(c -> Character.UnicodeScript.of(c) == Character.UnicodeScript.HAN));
            }
        }
    }

    private static boolean speaks(Path file) {
        String name = file.getFileName().toString();
        return name.endsWith(".js") && !name.equals("zh.js") && !name.equals("en.js");
    }

    private static Map<String, String> entries(String language) throws IOException {
        Map<String, String> found = new LinkedHashMap<>();
        Matcher entry = ENTRY.matcher(Files.readString(SCRIPTS.resolve(language + ".js")));
        while (entry.find()) {
            found.put(entry.group(1), entry.group(2));
        }
        return found;
    }

    private static Set<String> places(String text) {
        return PLACE.matcher(text).results().map(found -> found.group(1)).collect(Collectors.toSet());
    }
}
