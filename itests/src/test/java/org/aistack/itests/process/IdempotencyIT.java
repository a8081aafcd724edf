package org.aistack.itests.process;

import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertTrue;

import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.aistack.itests.Answer;
import org.aistack.itests.Rest;
import org.aistack.itests.Wait;
import org.junit.Test;

/** A client that heard no answer asks again with the same key; the server may have died in between. */
public class IdempotencyIT {

    private static final String NOTES = "/api/notes/notes";
    private static final int ROUNDS = 2;
    private static final int CLIENTS = 4;

    @Test
    public void askingAgainAfterKill9HasOneEffect() {
        Set<String> asked = ConcurrentHashMap.newKeySet();
        Map<String, String> answered = new ConcurrentHashMap<>();
        try (Server server = Server.unpacked("idempotency", Map.of("AISTACK_RATE_LIMIT", "off"))) {
            server.start().awaitReady();
            for (int round = 0; round < ROUNDS; round++) {
                write(server, "round-" + round, asked, answered);
                server.start().awaitReady();
                Rest admin = server.rest().admin();
                // everything again, also what was answered: nobody may get a second note or another answer
                for (String name : asked) {
                    String id = create(admin, name).expect(201).at("/id");
                    assertEquals(name, id, answered.computeIfAbsent(name, n -> id));
                }
            }
            Map<String, Integer> found = found(server.rest().admin());
            System.out.println("kill -9 between question and answer: " + asked.size() + " asked, " + found.size()
                    + " found after asking again");
            assertEquals(asked, found.keySet());
            assertTrue("each once", found.values().stream().allMatch(count -> count == 1));
        }
    }

    private static Answer create(Rest client, String name) {
        return client.post(NOTES, Map.of("title", name, "tags", List.of("key")), "Idempotency-Key", name);
    }

    /** Clients ask until the server dies under them, at a random moment. */
    private static void write(Server server, String round, Set<String> asked, Map<String, String> answered) {
        Rest admin = server.rest().admin();
        var number = new AtomicInteger();
        List<Thread> clients = IntStream.range(0, CLIENTS)
                .mapToObj(client -> new Thread(() -> {
                    try {
                        while (true) {
                            String name = round + "-" + number.incrementAndGet();
                            asked.add(name);
                            Answer answer = create(admin, name);
                            if (answer.status() == 201) {
                                answered.put(name, answer.at("/id"));
                            }
                        }
                    } catch (RuntimeException dead) {
                        // the server is gone; its last question has no answer
                    }
                }))
                .toList();
        clients.forEach(Thread::start);
        int enough = answered.size() + 40 + ThreadLocalRandom.current().nextInt(80);
        Wait.until("notes are written", Duration.ofSeconds(60), () -> answered.size() > enough);
        server.kill();
        for (Thread client : clients) {
            try {
                client.join();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }
    }

    private static Map<String, Integer> found(Rest admin) {
        Map<String, Integer> found = new HashMap<>();
        String cursor = null;
        do {
            Answer page = admin.get(NOTES + "?tag=key&limit=200" + (cursor == null ? "" : "&cursor=" + cursor))
                    .expect(200);
            page.body()
                    .at("/items")
                    .forEach(item -> found.merge(item.path("title").asText(), 1, Integer::sum));
            cursor = page.at("/next_cursor");
        } while (cursor != null);
        return found;
    }
}
