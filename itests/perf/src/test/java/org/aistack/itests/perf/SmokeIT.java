package org.aistack.itests.perf;

import java.io.IOException;
import java.net.ServerSocket;
import java.nio.file.Path;
import org.junit.Test;

/** The harness against the built server: it works, and the answers are right. */
public class SmokeIT {

    @Test
    public void everyScenarioGetsRightAnswers() throws IOException {
        Smoke.run(Path.of(System.getProperty("archive")), Path.of(System.getProperty("work")), freePair());
    }

    /** A port that is free, and whose successor is free, too. */
    private static int freePair() throws IOException {
        for (int i = 0; i < 100; i++) {
            try (var one = new ServerSocket(0);
                    var next = new ServerSocket(one.getLocalPort() + 1)) {
                return Math.min(one.getLocalPort(), next.getLocalPort());
            } catch (IOException | IllegalArgumentException e) {
                // somebody has the next one: again
            }
        }
        throw new IOException("no two free ports");
    }
}
