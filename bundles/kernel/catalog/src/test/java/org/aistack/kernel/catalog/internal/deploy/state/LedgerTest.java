package org.aistack.kernel.catalog.internal.deploy.state;

import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertFalse;
import static org.junit.Assert.assertTrue;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.aistack.kernel.Text;
import org.aistack.kernel.catalog.Deployment;
import org.aistack.kernel.catalog.Deployment.Action;
import org.aistack.kernel.catalog.Deployment.Content;
import org.aistack.kernel.catalog.Deployment.Origin;
import org.aistack.kernel.catalog.Deployment.Status;
import org.aistack.kernel.catalog.Deployment.Step;
import org.aistack.kernel.catalog.Deployment.Via;
import org.junit.Before;
import org.junit.Rule;
import org.junit.Test;
import org.junit.rules.TemporaryFolder;

public final class LedgerTest {

    private static final Instant NOW = Instant.parse("2026-11-24T00:00:00.123Z");

    @Rule
    public final TemporaryFolder temporary = new TemporaryFolder();

    private Path folder;
    private Ledger ledger;

    @Before
    public void open() {
        folder = temporary.getRoot().toPath().resolve("deployments");
        ledger = new Ledger(folder);
    }

    @Test
    public void everythingIsThereAfterARestart() {
        Deployment waiting = deployment("1", content("1.0.0", "aa"));
        ledger.add(waiting);
        ledger.tolerate("1", List.of("a.A"));
        ledger.file("a.jar", Optional.of(new Seen(3, 4, "a.gadget")));
        Deployment ended = waiting.begun()
                .with(Status.ROLLED_BACK, Step.HEALTH, Optional.of(new Text("不", "no")), Optional.of(NOW));
        var now = new InService(content("0.9.0", "bb"), "0.9.0", false, true);

        Ledger again = new Ledger(folder);
        assertEquals(List.of(waiting), again.history());
        assertEquals(List.of("a.A"), again.tolerated("1"));
        again.end(ended, now);

        Ledger third = new Ledger(folder);
        assertEquals(List.of(ended), third.history());
        assertEquals(Optional.of(now), third.inService("a.gadget"));
        assertEquals(new Seen(3, 4, "a.gadget"), third.files().get("a.jar"));
    }

    @Test
    public void aDamagedFileIsPutAside() throws IOException {
        ledger.add(deployment("1", content("1.0.0", "aa")));
        Path file = folder.resolve("deployments.json");
        Files.writeString(file, Files.readString(file).substring(0, 40));
        assertEquals(List.of(), new Ledger(folder).history());
        assertTrue(Files.exists(folder.resolve("deployments.json.damaged")));
    }

    @Test
    public void whatIsInEffectIsTheNewestChange() {
        end("1", "1.0.0", "aa", Status.DONE);
        end("2", "2.0.0", "bb", Status.ROLLED_BACK);
        assertEquals("1", ledger.effective("a.gadget").orElseThrow().id());
        assertEquals("2", ledger.newest("a.gadget").orElseThrow().id());
        assertTrue(ledger.effective("a.other").isEmpty());
    }

    @Test
    public void contentsAreKeptByWhatTheyAreForTheirOwnerAlone() throws IOException {
        String sha256 = keep("hello");
        assertEquals("2cf24dba5fb0a30e26e83b2ac5b9e29e1b161e5c1fa7425e73043362938b9824", sha256);
        assertEquals(sha256, keep("hello"));
        assertTrue(ledger.contents().has(sha256));
        assertFalse(ledger.contents().has(""));
        assertEquals(
                "rwx------", PosixFilePermissions.toString(Files.getPosixFilePermissions(folder.resolve("content"))));
    }

    @Test
    public void onlyContentsThatCanComeBackAreKept() throws IOException {
        String[] hashes = new String[5];
        for (int i = 0; i < 5; i++) {
            hashes[i] = keep("version " + i);
            Files.setLastModifiedTime(ledger.contents().path(hashes[i]), FileTime.from(Instant.EPOCH));
            end(Integer.toString(i), "1.0." + i, hashes[i], Status.DONE);
        }
        String fresh = keep("just uploaded");
        ledger.prune(2);
        boolean[] kept = new boolean[5];
        for (int i = 0; i < 5; i++) {
            kept[i] = ledger.contents().has(hashes[i]);
        }
        assertFalse(kept[0] || kept[1] || kept[2]);
        assertTrue(kept[3] && kept[4]);
        assertTrue(ledger.contents().has(fresh));
    }

    private void end(String id, String version, String sha256, Status status) {
        ledger.add(deployment(id, content(version, sha256)));
        ledger.change(id, one -> one.with(status, Step.DONE, Optional.empty(), Optional.of(NOW)));
    }

    private String keep(String text) throws IOException {
        return ledger.contents().keep(new ByteArrayInputStream(text.getBytes()));
    }

    private static Content content(String version, String sha256) {
        return new Content("a.gadget", version, sha256);
    }

    private static Deployment deployment(String id, Content content) {
        return new Deployment(
                id,
                Action.UPDATE,
                content,
                Content.NONE,
                new Origin(Via.FOLDER, "somebody", "a.jar", false),
                Status.WAITING,
                Step.VERIFY,
                Optional.empty(),
                NOW,
                Optional.empty(),
                0);
    }
}
