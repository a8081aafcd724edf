package org.aistack.itests.faults;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.aistack.itests.Wait;
import org.aistack.itests.process.Server;

/** A real PostgreSQL that can be killed, frozen and started again on the same data. */
final class Postgres implements AutoCloseable {

    private final Path folder;
    private final int port;
    private EmbeddedPostgres running;

    Postgres(String name) {
        try {
            folder = Files.createDirectories(Server.WORK).resolve(name + "-pg-" + System.nanoTime());
            try (var socket = new ServerSocket(0)) {
                port = socket.getLocalPort();
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Starts it; the first time with an empty database. */
    Postgres start() {
        try {
            running = EmbeddedPostgres.builder()
                    .setPort(port)
                    .setDataDirectory(folder)
                    .setCleanDataDirectory(false)
                    // made for quick tests it would acknowledge before it writes
                    .setServerConfig("synchronous_commit", "on")
                    .setServerConfig("full_page_writes", "on")
                    .setPGStartupWait(Duration.ofSeconds(60))
                    .start();
            return this;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** What a server is told to use it. */
    Map<String, String> settings() {
        return Map.of(
                "AISTACK_DB_URL", "jdbc:postgresql://127.0.0.1:" + port + "/postgres",
                "AISTACK_DB_USER", "postgres",
                "AISTACK_RATE_LIMIT", "off");
    }

    /** All its processes vanish at once. */
    void kill() {
        long main = pid();
        List<ProcessHandle> all = ProcessHandle.of(main).stream()
                .flatMap(handle ->
                        java.util.stream.Stream.concat(handle.descendants(), java.util.stream.Stream.of(handle)))
                .toList();
        all.forEach(ProcessHandle::destroyForcibly);
        Wait.until("the database is dead", Duration.ofSeconds(20), () -> all.stream()
                .noneMatch(ProcessHandle::isAlive));
        try {
            running.close(); // gives the folder free
        } catch (IOException | RuntimeException e) {
            throw new IllegalStateException("the folder of the database is still locked", e);
        }
        try {
            Files.deleteIfExists(folder.resolve("postmaster.pid"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** STOP freezes it, CONT lets it go on. */
    void signal(String name) {
        ProcessHandle.of(pid())
                .ifPresent(main -> java.util.stream.Stream.concat(java.util.stream.Stream.of(main), main.descendants())
                        .forEach(handle -> Server.run(
                                Path.of("/"), Map.of(), List.of("kill", "-" + name, Long.toString(handle.pid())), 10)));
    }

    /** Runs SQL as its owner. */
    void execute(String sql) {
        try (var connection = running.getPostgresDatabase().getConnection();
                var statement = connection.createStatement()) {
            statement.execute(sql);
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    private long pid() {
        try {
            return Long.parseLong(
                    Files.readAllLines(folder.resolve("postmaster.pid")).get(0).strip());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void close() {
        try {
            signal("CONT");
            running.close();
        } catch (IOException | RuntimeException e) {
            System.out.println("the database was gone already: " + e.getMessage());
        }
    }
}
