package org.aistack.itests.process;

import static org.junit.Assume.assumeTrue;

import java.util.Map;
import org.aistack.itests.Rest;
import org.aistack.itests.browser.Chrome;
import org.aistack.itests.browser.ConsoleSmoke;
import org.junit.Test;

/** The console in a real browser. */
public class ConsoleIT {

    @Test
    public void letsAPersonAskAndSeeTheSource() throws Exception {
        assumeTrue("no Chromium on this machine", Chrome.installed());
        try (Server server = Server.unpacked("console", 18286, Map.of()).start().awaitReady()) {
            ConsoleSmoke.run(server.url(), Rest.ADMIN_PASSWORD);
        }
    }
}
