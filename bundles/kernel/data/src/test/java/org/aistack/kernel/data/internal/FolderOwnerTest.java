package org.aistack.kernel.data.internal;

import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertThrows;
import static org.junit.Assert.assertTrue;

import java.io.BufferedReader;
import java.io.InputStreamReader;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.Rule;
import org.junit.Test;
import org.junit.rules.TemporaryFolder;

public final class FolderOwnerTest {

    @Rule
    public final TemporaryFolder folder = new TemporaryFolder();

    @Test
    public void oneOwnerInThisProcess() {
        Path data = folder.getRoot().toPath().resolve("a/b");
        FolderOwner first = FolderOwner.of(data, Duration.ZERO).orElseThrow();
        assertTrue(FolderOwner.of(data, Duration.ofMillis(200)).isEmpty());
        first.close();
        FolderOwner.of(data, Duration.ZERO).orElseThrow().close();
    }

    @Test
    public void whoeverCannotUseItLetsItGo() {
        Path data = folder.getRoot().toPath();
        FolderOwner owner = FolderOwner.of(data, Duration.ZERO).orElseThrow();
        assertThrows(
                IllegalArgumentException.class,
                () -> owner.keeping(() -> {
                    throw new IllegalArgumentException("a wrong setting");
                }));
        FolderOwner.of(data, Duration.ZERO).orElseThrow().close();
    }

    @Test
    public void oneOwnerAmongProcessesAndNoneAfterAKill() throws Exception {
        Path data = folder.getRoot().toPath();
        Process other = new ProcessBuilder(
                        ProcessHandle.current().info().command().orElseThrow(),
                        "-cp",
                        System.getProperty("java.class.path"),
                        Other.class.getName(),
                        data.toString())
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        try (var lines = new BufferedReader(new InputStreamReader(other.getInputStream()))) {
            assertEquals("mine", lines.readLine());
            assertTrue(FolderOwner.of(data, Duration.ofMillis(300)).isEmpty());
            assertEquals("another server (process " + other.pid() + ")", FolderOwner.other(data));
            other.toHandle().destroyForcibly();
            // whoever was killed leaves nothing in the way, and a new server waits for its end
            FolderOwner.of(data, Duration.ofSeconds(20)).orElseThrow().close();
        } finally {
            other.destroyForcibly();
        }
    }

    /** Another server. */
    public static final class Other {

        private Other() {}

        public static void main(String[] arguments) throws Exception {
            FolderOwner.of(Path.of(arguments[0]), Duration.ZERO).orElseThrow();
            System.out.println("mine");
            Thread.sleep(600_000);
        }
    }
}
