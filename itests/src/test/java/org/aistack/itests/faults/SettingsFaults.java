package org.aistack.itests.faults;

import static org.junit.Assert.assertEquals;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import org.aistack.itests.Rest;
import org.aistack.itests.Wait;
import org.aistack.itests.process.Server;
import org.junit.Test;

/** F-05: broken settings. The last good value stays in force, and somebody is told where the fault is. */
public class SettingsFaults {

    private static final String FILE = "org.aistack.ops.notes.cfg";

    private static final Map<String, byte[]> BROKEN = new LinkedHashMap<>();

    static {
        BROKEN.put("wrong type", text("max_body_chars = many\n"));
        BROKEN.put("out of range", text("max_body_chars = -5\n"));
        BROKEN.put("unknown key", text("max_body_chars = 50\nmax_bodi_chars = 60\n"));
        BROKEN.put("binary", new byte[] {0, 1, 2, (byte) 0xFF, (byte) 0xFE, 0, 7, 10, 0});
        BROKEN.put("byte order mark", text("\uFEFFmax_body_chars = 40\n"));
        BROKEN.put("empty", new byte[0]);
        BROKEN.put("bad escape", text("max_body_chars = \\u00zz\n"));
    }

    private static byte[] text(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    @Test
    public void theLastGoodValueStays() throws IOException {
        try (Server server = Server.unpacked("settings", Map.of("AISTACK_RATE_LIMIT", "off"))) {
            Path file = server.home().resolve("etc").resolve(FILE);
            Files.writeString(file, "max_body_chars = 50\n");
            server.start().awaitReady();
            Rest admin = server.rest().admin();
            Wait.until("the limit is 50", Duration.ofSeconds(30), () -> limited(admin, 51) && !limited(admin, 50));
            for (var broken : BROKEN.entrySet()) {
                Files.write(file, broken.getValue());
                Wait.until("named: " + broken.getKey(), Duration.ofSeconds(30), () -> findings(admin)
                        .contains(FILE));
                System.out.println("F-05 settings, " + broken.getKey() + ": " + findings(admin));
                // its component may be handed its settings again at this moment
                Wait.until(
                        "the last good value stays with " + broken.getKey(),
                        Duration.ofSeconds(10),
                        () -> limited(admin, 51) && !limited(admin, 50));
                assertEquals(200, server.rest().get("/health/ready").status());
                Files.writeString(file, "max_body_chars = 50\n");
                Wait.until("well again", Duration.ofSeconds(30), () -> !findings(admin)
                        .contains(FILE));
            }
            Files.write(file, BROKEN.get("binary"));
            server.kill();
            server.start().awaitReady();
            Rest again = server.rest().admin();
            assertEquals(
                    201,
                    again.post("/api/notes/notes", Map.of("title", "works")).status());
        }
    }

    private static boolean limited(Rest admin, int chars) {
        return admin.post("/api/notes/notes", Map.of("title", "t", "body", "x".repeat(chars)))
                        .status()
                == 422;
    }

    private static String findings(Rest admin) {
        for (JsonNode check : admin.get("/api/kernel/health").body().at("/items")) {
            if (check.path("name").asText().equals("settings")) {
                return check.path("detail").asText();
            }
        }
        return "";
    }
}
