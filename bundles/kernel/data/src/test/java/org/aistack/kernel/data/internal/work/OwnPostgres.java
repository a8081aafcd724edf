package org.aistack.kernel.data.internal.work;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** A PostgreSQL server that a test may stop, kill and freeze. */
final class OwnPostgres implements AutoCloseable {

    private final Path folder;
    private final int port;
    private EmbeddedPostgres running;

    OwnPostgres(Path folder) throws IOException {
        this.folder = folder;
        try (var free = new ServerSocket(0)) {
            port = free.getLocalPort();
        }
    }

    String url() {
        return "jdbc:postgresql://localhost:" + port + "/postgres";
    }

    void start() throws IOException {
        running = EmbeddedPostgres.builder()
                .setDataDirectory(folder)
                .setCleanDataDirectory(false)
                .setPort(port)
                // off in a database for tests, which then forgets what it acknowledged
                .setServerConfig("synchronous_commit", "on")
                .start();
    }

    /** Ends it in order, whoever is connected. */
    void stop() throws IOException {
        running.close();
    }

    /** As when the machine fails. */
    void kill() throws Exception {
        signal("-KILL");
        running.close();
    }

    void freeze() throws Exception {
        signal("-STOP");
    }

    void thaw() throws Exception {
        signal("-CONT");
    }

    private void signal(String signal) throws Exception {
        long master = Long.parseLong(
                Files.readAllLines(folder.resolve("postmaster.pid")).get(0).strip());
        var command = new ArrayList<>(List.of("kill", signal, Long.toString(master)));
        try (Stream<ProcessHandle> all = ProcessHandle.of(master).orElseThrow().descendants()) {
            all.forEach(process -> command.add(Long.toString(process.pid())));
        }
        // one of them may have ended meanwhile
        new ProcessBuilder(command).inheritIO().start().waitFor();
    }

    @Override
    public void close() throws IOException {
        running.close();
    }
}
