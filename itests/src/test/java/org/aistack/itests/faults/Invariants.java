package org.aistack.itests.faults;

import static org.junit.Assert.assertEquals;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.aistack.itests.Answer;
import org.aistack.itests.Rest;
import org.aistack.itests.Wait;
import org.aistack.itests.faults.history.Checkers;
import org.aistack.itests.faults.history.History;
import org.aistack.itests.faults.history.Operation;
import org.aistack.itests.faults.history.Operation.Outcome;
import org.aistack.itests.process.Server;

/** What holds after every fault, whichever it was. */
final class Invariants {

    private Invariants() {}

    /** Everything: exactly once, nothing half, every event heard, nothing left lying about. */
    static void hold(Server server, Rest admin, String tag, History history) {
        repeatTheUnanswered(admin, tag, history);
        List<String> found = titles(admin, tag);
        assertEquals(List.of(), Checkers.set(history.all(), found));
        Wait.until("every event was heard", Duration.ofSeconds(60), () -> counted(admin, tag) == found.size());
        consistent(admin);
        assertEquals("nothing is left lying about", List.of(), leftovers(server.data()));
    }

    /** The same key again: it is done now, and it was not done twice. */
    static void repeatTheUnanswered(Rest admin, String tag, History history) {
        Set<String> open = new HashSet<>(history.what(Outcome.UNKNOWN));
        open.removeAll(history.what(Outcome.ACKNOWLEDGED));
        for (String name : open) {
            Operation again = Writers.write(admin, "again", tag, name);
            assertEquals("repeating " + name, Outcome.ACKNOWLEDGED, again.outcome());
            history.add(again);
        }
    }

    static List<String> titles(Rest admin, String tag) {
        var found = new ArrayList<String>();
        String cursor = null;
        do {
            Answer page = admin.get(
                            "/api/notes/notes?limit=200&tag=" + tag + (cursor == null ? "" : "&cursor=" + cursor))
                    .expect(200);
            for (JsonNode note : page.body().at("/items")) {
                found.add(note.path("title").asText());
            }
            cursor = page.at("/next_cursor");
        } while (cursor != null);
        return found;
    }

    private static long counted(Rest admin, String tag) {
        for (JsonNode item : admin.get("/api/notes/tags").body().at("/items")) {
            if (item.path("tag").asText().equals(tag)) {
                return item.path("count").asLong();
            }
        }
        return 0;
    }

    /** The product's own checks, once everything told was heard. */
    static void consistent(Rest admin) {
        Wait.until("the data is consistent", Duration.ofSeconds(60), () -> {
            Answer answer = admin.get("/api/kernel/integrity");
            return answer.status() == 200
                    && answer.body().at("/findings").isArray()
                    && answer.body().at("/findings").isEmpty();
        });
    }

    private static List<String> leftovers(Path data) {
        var left = new ArrayList<String>();
        for (String folder : List.of("files", "work/uploads")) {
            Path place = data.resolve(folder);
            if (Files.isDirectory(place)) {
                try (var all = Files.walk(place)) {
                    all.filter(Files::isRegularFile)
                            .filter(file -> folder.startsWith("work")
                                    || file.toString().endsWith(".part")
                                    || file.endsWith(".hold"))
                            .forEach(file -> left.add(file.toString()));
                } catch (IOException e) {
                    throw new UncheckedIOException(e);
                }
            }
        }
        return left;
    }
}
