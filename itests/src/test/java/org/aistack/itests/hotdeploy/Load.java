package org.aistack.itests.hotdeploy;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Supplier;
import org.aistack.itests.Answer;

/** Clients that ask without pause and count every answer by its status. */
final class Load implements AutoCloseable {

    private final Map<String, Map<String, AtomicLong>> results = new ConcurrentHashMap<>();
    private final List<Thread> clients = new ArrayList<>();
    private volatile boolean going = true;

    Load ask(String name, int clients, Supplier<Answer> question) {
        for (int i = 0; i < clients; i++) {
            Thread client = new Thread(() -> run(name, question), "load-" + name + "-" + i);
            this.clients.add(client);
            client.start();
        }
        return this;
    }

    private void run(String name, Supplier<Answer> question) {
        while (going) {
            String result;
            try {
                result = Integer.toString(question.get().status());
            } catch (RuntimeException e) {
                result = e.toString();
            }
            results.computeIfAbsent(name, n -> new ConcurrentHashMap<>())
                    .computeIfAbsent(result, r -> new AtomicLong())
                    .incrementAndGet();
        }
    }

    long count(String name) {
        return results.getOrDefault(name, Map.of()).values().stream()
                .mapToLong(AtomicLong::get)
                .sum();
    }

    /** Answers by status of one kind of question. */
    Map<String, AtomicLong> results(String name) {
        return results.getOrDefault(name, Map.of());
    }

    @Override
    public void close() {
        going = false;
        for (Thread client : clients) {
            try {
                client.join();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }
    }
}
