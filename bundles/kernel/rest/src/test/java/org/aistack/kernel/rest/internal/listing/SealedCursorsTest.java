package org.aistack.kernel.rest.internal.listing;

import static org.junit.Assert.assertEquals;
import static org.junit.Assert.fail;

import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import org.aistack.kernel.Problem;
import org.junit.Test;

public class SealedCursorsTest {

    private final SealedCursors cursors = new SealedCursors(new byte[32]);

    private void refused(String scope, String cursor) {
        try {
            cursors.open(scope, cursor);
            fail(cursor);
        } catch (Problem problem) {
            assertEquals("kernel.bad-cursor", problem.getMessage());
        }
    }

    @Test
    public void opensWhatItSealed() {
        for (List<String> keys : List.of(List.of("1"), List.of("", "标题", "2026-01-01T00:00"), List.<String>of())) {
            assertEquals(keys, cursors.open("notes|ann", cursors.seal("notes|ann", keys)));
        }
    }

    @Test
    public void refusesEverythingElse() {
        String cursor = cursors.seal("notes|ann", List.of("key", "7"));
        refused("notes|bob", cursor);
        refused("notes|ann", cursor + "A");
        refused("notes|ann", cursor + "=");
        refused("notes|ann", "");
        refused("notes|ann", null);
        refused("notes|ann", "!!");
        refused("notes|ann", "AAAA");
        refused("notes|ann", "A".repeat(100_000));
        for (int i = 0; i < cursor.length(); i++) {
            char other = cursor.charAt(i) == 'A' ? 'B' : 'A';
            refused("notes|ann", cursor.substring(0, i) + other + cursor.substring(i + 1));
        }
        refused("notes|ann", new SealedCursors(new byte[] {1, 2}).seal("notes|ann", List.of("key", "7")));
    }

    @Test
    public void keepsItsSecret() throws Exception {
        Path folder = Files.createTempDirectory("keys").resolve("keys");
        String cursor = new SealedCursors(folder).seal("s", List.of("1"));
        assertEquals(List.of("1"), new SealedCursors(folder).open("s", cursor));
        assertEquals(
                "rw-------",
                PosixFilePermissions.toString(Files.getPosixFilePermissions(folder.resolve("cursor.key"))));
    }
}
