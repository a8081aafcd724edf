package org.aistack.itests.process;

import java.util.Map;
import org.aistack.itests.Rest;
import org.aistack.itests.browser.Chrome;
import org.aistack.itests.browser.ConsoleSmoke;
import org.junit.Test;

/** The console in a real browser; run when Chromium is installed, see the profile {@code browser} in the pom. */
public class ConsoleIT {

    @Test
    public void letsAPersonAskAndSeeTheSource() throws Exception {
        var browser = Chrome.installed().orElseThrow(() -> new AssertionError("Chromium was there a moment ago"));
        try (Server server = Server.unpacked("console", Map.of());
                Chrome chrome = Chrome.start(browser)) {
            server.start().awaitReady();
            new ConsoleSmoke(chrome, server.url()).run("admin", Rest.ADMIN_PASSWORD);
        }
    }
}
