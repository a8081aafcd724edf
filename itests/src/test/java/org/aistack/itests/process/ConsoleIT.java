package org.aistack.itests.process;

import java.util.Map;
import org.aistack.itests.Rest;
import org.aistack.itests.browser.ConsoleSmoke;
import org.junit.Test;

/** The console in a real browser; run when Chromium is installed, see the profile of the same name in the pom. */
public class ConsoleIT {

    @Test
    public void letsAPersonAskAndSeeTheSource() throws Exception {
        try (Server server = Server.unpacked("console", 18286, Map.of()).start().awaitReady()) {
            ConsoleSmoke.run(server.url(), Rest.ADMIN_PASSWORD);
        }
    }
}
