package org.aistack.itests.process;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.aistack.itests.Rest;
import org.aistack.itests.Wait;

/** The shipped archive as a process of its own, started as people start it. */
final class Server implements AutoCloseable {

    static final Path WORK = Path.of(System.getProperty("work"), "process");

    private final Path home;
    private final Path data;
    private final int port = freePort();
    private final int sshPort = freePort();
    private final Map<String, String> settings;
    private Process process;

    private Server(Path home, Path data, Map<String, String> settings) {
        this.home = home;
        this.data = data;
        this.settings = settings;
    }

    /** Unpacks the archive below {@code target/} under a name of its own. */
    static Server unpacked(String name, Map<String, String> settings) {
        try {
            Path folder = Files.createDirectories(WORK.resolve(name + "-" + System.nanoTime()));
            run(folder, Map.of(), List.of("tar", "xzf", System.getProperty("archive")), 60);
            Path home = folder.resolve("aistack-" + System.getProperty("version"));
            return new Server(home, folder.resolve("data"), settings);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Another server from the same archive on the same data. */
    Server twin() {
        return new Server(home, data, settings);
    }

    Server start() {
        try {
            var builder = new ProcessBuilder(home.resolve("bin/aistack").toString(), "run");
            environment(builder.environment());
            builder.redirectErrorStream(true)
                    .redirectOutput(ProcessBuilder.Redirect.appendTo(
                            home.resolve("out.log").toFile()));
            process = builder.start();
            return this;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    Server awaitReady() {
        Wait.until("the server is ready", Duration.ofSeconds(60), () -> {
            if (!process.isAlive()) {
                throw new AssertionError("the server ended with " + process.exitValue() + ": " + output());
            }
            return rest().get("/health/ready").status() == 200;
        });
        return this;
    }

    /** What {@code bin/aistack} answers to other words, with its exit status. */
    Result command(String... words) {
        var line = new java.util.ArrayList<>(List.of(home.resolve("bin/aistack").toString()));
        line.addAll(List.of(words));
        var environment = new java.util.HashMap<String, String>();
        environment(environment);
        return run(home, environment, line, 60);
    }

    /** As if the power went: no shutdown hook runs. */
    void kill() {
        var all = Stream.concat(process.descendants(), Stream.of(process.toHandle()))
                .toList();
        all.forEach(ProcessHandle::destroyForcibly);
        all.forEach(handle -> handle.onExit().join());
    }

    int await() {
        try {
            if (!process.waitFor(60, TimeUnit.SECONDS)) {
                throw new AssertionError("the server does not end");
            }
            return process.exitValue();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    Process process() {
        return process;
    }

    Path home() {
        return home;
    }

    Path data() {
        return data;
    }

    String output() {
        try {
            return Files.readString(home.resolve("out.log"));
        } catch (IOException e) {
            return "";
        }
    }

    Rest rest() {
        return Rest.at(url());
    }

    String url() {
        return "http://127.0.0.1:" + port;
    }

    @Override
    public void close() {
        if (process != null && process.isAlive()) {
            kill();
        }
    }

    private void environment(Map<String, String> environment) {
        environment.put("AISTACK_PORT", Integer.toString(port));
        environment.put("AISTACK_SSH_PORT", Integer.toString(sshPort));
        environment.put("AISTACK_DATA", data.toString());
        environment.put("AISTACK_PROFILE", "development");
        environment.put("AISTACK_ADMIN_PASSWORD", Rest.ADMIN_PASSWORD);
        environment.putAll(settings);
    }

    private static int freePort() {
        try (var socket = new ServerSocket(0)) {
            return socket.getLocalPort();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static Result run(Path folder, Map<String, String> environment, List<String> line, int seconds) {
        try {
            File out = File.createTempFile("command", ".out");
            var builder = new ProcessBuilder(line).directory(folder.toFile());
            builder.environment().putAll(environment);
            Process process =
                    builder.redirectErrorStream(true).redirectOutput(out).start();
            if (!process.waitFor(seconds, TimeUnit.SECONDS)) {
                process.destroyForcibly();
                throw new AssertionError(line + " does not end: " + Files.readString(out.toPath()));
            }
            String text = Files.readString(out.toPath());
            Files.delete(out.toPath());
            return new Result(process.exitValue(), text);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    record Result(int status, String output) {}
}
