package org.aistack.kernel.catalog.internal.settings;

import static org.junit.Assert.assertEquals;

import java.util.List;
import java.util.Map;
import org.aistack.kernel.catalog.internal.settings.EnvironmentNames.Source;
import org.junit.Test;

public final class EnvironmentNamesTest {

    private static final String NOTES = "org.aistack.ops.notes";
    private static final String DATA = "org.aistack.kernel.data";

    @Test
    public void theCapabilityIsTheLastPartOfThePid() {
        var found = EnvironmentNames.of(
                NOTES, Map.of("AISTACK_NOTES_MAX_BODY_CHARS", "5", "AISTACK_SEARCH_K", "1"), List.of());
        assertEquals(Map.of("max_body_chars", new Source("AISTACK_NOTES_MAX_BODY_CHARS", false)), found);
    }

    @Test
    public void dotsAndDashesOfKnownKeysAreUnderscores() {
        var environment = Map.of("AISTACK_NOTES_MAX_BODY", "5", "AISTACK_NOTES_IDLE_TIME", "6");
        var found = EnvironmentNames.of(NOTES, environment, List.of("max.body", "idle-time"));
        assertEquals(List.of("idle-time", "max.body"), List.copyOf(found.keySet()));
    }

    @Test
    public void theDatabaseHasAShortName() {
        var environment =
                Map.of("AISTACK_DB_URL", "jdbc:x", "AISTACK_DB_PASSWORD_FILE", "/run/secret", "AISTACK_DATA", "/data");
        var found = EnvironmentNames.of(DATA, environment, List.of("url"));
        assertEquals(
                Map.of(
                        "url",
                        new Source("AISTACK_DB_URL", false),
                        "password",
                        new Source("AISTACK_DB_PASSWORD_FILE", true)),
                found);
        assertEquals(Map.of(), EnvironmentNames.of("org.aistack.erp.db", environment, List.of()));
    }

    @Test
    public void theRateLimitHasAShortName() {
        var found = EnvironmentNames.of("org.aistack.kernel.rest", Map.of("AISTACK_RATE_LIMIT", "off"), List.of());
        assertEquals(Map.of("rate_limit", new Source("AISTACK_RATE_LIMIT", false)), found);
    }

    @Test
    public void theVariableItselfWinsOverItsFile() {
        var found =
                EnvironmentNames.of(NOTES, Map.of("AISTACK_NOTES_KEY", "a", "AISTACK_NOTES_KEY_FILE", "/b"), List.of());
        assertEquals(Map.of("key", new Source("AISTACK_NOTES_KEY", false)), found);
    }

    @Test
    public void aKnownKeyThatEndsInFileIsNoSecret() {
        var found = EnvironmentNames.of(NOTES, Map.of("AISTACK_NOTES_SEED_FILE", "/b"), List.of("seed_file"));
        assertEquals(Map.of("seed_file", new Source("AISTACK_NOTES_SEED_FILE", false)), found);
    }

    @Test
    public void aPrefixAloneSetsNothing() {
        assertEquals(
                Map.of(), EnvironmentNames.of(NOTES, Map.of("AISTACK_NOTES_", "x", "AISTACK_NOTES", "y"), List.of()));
    }
}
