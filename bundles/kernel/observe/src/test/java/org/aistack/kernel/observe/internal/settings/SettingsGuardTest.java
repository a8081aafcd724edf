package org.aistack.kernel.observe.internal.settings;

import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertFalse;
import static org.junit.Assert.assertTrue;

import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Dictionary;
import java.util.Hashtable;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import org.junit.Before;
import org.junit.Rule;
import org.junit.Test;
import org.junit.rules.TemporaryFolder;

public class SettingsGuardTest {

    private static final String PID = "org.aistack.ops.notes";
    private static final Map<String, Map<String, Setting>> SCHEMAS = Map.of(
            PID,
            Map.of(
                    "chars",
                    new Setting("chars", "Integer", BigDecimal.ONE, null, List.of()),
                    "mode",
                    new Setting("mode", "String", null, null, List.of("a", "b")),
                    "my.key",
                    new Setting("my.key", "String", null, null, List.of()),
                    "phrase_file",
                    new Setting("phrase_file", "String", null, null, List.of())));

    @Rule
    public final TemporaryFolder folder = new TemporaryFolder();

    private SettingsGuard guard;

    @Before
    public void start() {
        guard = started(Map.of());
    }

    private SettingsGuard started(Map<String, String> variables) {
        Path root = folder.getRoot().toPath();
        return new SettingsGuard(root, root.resolve("kept"), () -> SCHEMAS, variables);
    }

    /** What a component gets when the file says this and the container reads it its way. */
    private Dictionary<String, Object> given(String text) throws IOException {
        Path file = folder.getRoot().toPath().resolve(PID + ".cfg");
        Files.writeString(file, text);
        var read = new Properties();
        try (var reader = Files.newBufferedReader(file)) {
            read.load(reader);
        }
        Dictionary<String, Object> properties = new Hashtable<>(Map.of("service.pid", PID, "felix.x", "kept"));
        read.forEach((key, value) -> properties.put((String) key, value));
        guard.files(PID, properties);
        return properties;
    }

    private List<String> findings() {
        return guard.findings().get(PID);
    }

    @Test
    public void letsRightSettingsThrough() throws IOException {
        Dictionary<String, Object> given = given("chars = 5\nmode = b\n");
        assertEquals("5", given.get("chars"));
        assertEquals("b", given.get("mode"));
        assertEquals("kept", given.get("felix.x"));
        assertEquals(List.of(), findings());
    }

    @Test
    public void aWrongValueLeavesTheLastGoodOneAlone() throws IOException {
        given("chars = 5\n");
        Dictionary<String, Object> given = given("# new\nchars = many\nmode = a\nother = 1\n");
        assertEquals("5", given.get("chars"));
        assertEquals("a", given.get("mode"));
        assertEquals(null, given.get("other"));
        assertEquals(
                List.of(
                        PID + ".cfg line 2: chars must be a whole number",
                        PID + ".cfg line 4: there is no setting other"),
                findings());
        assertEquals("7", given("chars = 7\n").get("chars"));
        assertEquals(List.of(), findings());
    }

    @Test
    public void withoutALastGoodValueTheDefaultStands() throws IOException {
        assertEquals(null, given("chars = 0\n").get("chars"));
        assertEquals(List.of(PID + ".cfg line 1: chars must be a whole number, at least 1"), findings());
    }

    @Test
    public void aBrokenFileChangesNothing() throws IOException {
        given("chars = 5\nmode = b\n");
        for (String broken : List.of("", "chars = 6\nmode\n", "\uFEFFchars = 6\n", "chars = 6\0\n")) {
            Dictionary<String, Object> given = given(broken);
            assertEquals("5", given.get("chars"));
            assertEquals("b", given.get("mode"));
            assertEquals(1, findings().size());
        }
    }

    @Test
    public void tellsWhichFilesWereMended() throws IOException {
        given("chars = 5\n");
        assertEquals(List.of(), guard.mended());
        given("");
        assertEquals(List.of(), guard.mended());
        Files.writeString(folder.getRoot().toPath().resolve(PID + ".cfg"), "# nothing\n");
        assertEquals(List.of(PID), guard.mended());
        assertEquals(null, given("# nothing\n").get("chars"));
        assertEquals(List.of(), guard.mended());
    }

    @Test
    public void theLastGoodValuesOutliveAStart() throws IOException {
        given("chars = 5\n");
        guard = started(Map.of());
        assertEquals("5", given("chars = x\n").get("chars"));
        guard = started(Map.of());
        assertEquals("5", given("chars\n").get("chars"));
        assertEquals("5", guard.unread().get(PID).get("chars"));
        given("chars = 8\n");
        assertTrue(guard.unread().isEmpty());
    }

    @Test
    public void aWrongVariableLeavesTheFilesValueInForce() throws IOException {
        guard = started(Map.of("AISTACK_NOTES_CHARS", "many", "AISTACK_NOTES_ODD_FILE", "/secret"));
        Dictionary<String, Object> given = given("chars = 5\n");
        given.put("chars", "many");
        given.put("odd", "1");
        given.put("mode", "b");
        guard.environment(PID, given);
        assertEquals("5", given.get("chars"));
        assertEquals(null, given.get("odd"));
        assertEquals("b", given.get("mode"));
        assertTrue(findings().contains("AISTACK_NOTES_CHARS: chars must be a whole number"));
        assertTrue(findings().contains("AISTACK_NOTES_ODD_FILE: there is no setting odd of " + PID));
        assertFalse(findings().toString().contains("many"));
        assertEquals("5", given("chars = x\n").get("chars"));
    }

    @Test
    public void findsTheKeyThatAVariableMeans() throws IOException {
        guard = started(Map.of("AISTACK_NOTES_MY_KEY", "1", "AISTACK_NOTES_PHRASE_FILE", "/the/file"));
        Dictionary<String, Object> given = given("chars = 5\n");
        given.put("my_key", "1");
        given.put("phrase", "what the file holds");
        guard.environment(PID, given);
        assertEquals("1", given.get("my.key"));
        assertEquals("/the/file", given.get("phrase_file"));
        assertEquals(List.of(), findings());
    }

    @Test
    public void knowsTheNamesOfVariables() {
        assertEquals("AISTACK_NOTES_MAX_BODY_CHARS", Variables.of(PID, "max_body_chars"));
        assertEquals("AISTACK_DB_URL", Variables.of("org.aistack.kernel.data", "url"));
        assertEquals("AISTACK_RATE_LIMIT", Variables.of("org.aistack.kernel.rest", "rate_limit"));
    }
}
