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
public final class Server implements AutoCloseable {

    public static final Path WORK = Path.of(System.getProperty("work"), "process");

    private final Path home;
    private final Path data;
    private final int port;
    private final int sshPort;
    private final Map<String, String> settings;
    private Process process;

    private Server(Path home, Path data, Map<String, String> settings, int port, int sshPort) {
        this.home = home;
        this.data = data;
        this.settings = settings;
        this.port = port;
        this.sshPort = sshPort;
    }

    private Server(Path home, Path data, Map<String, String> settings) {
        this(home, data, settings, freePort(), freePort());
    }

    /** Unpacks the archive below {@code target/} under a name of its own. */
    public static Server unpacked(String name, Map<String, String> settings) {
        try {
            Path folder = Files.createDirectories(WORK.resolve(name + "-" + System.nanoTime()));
            run(folder, Map.of(), List.of("tar", "xzf", System.getProperty("archive")), 60);
            Path home = folder.resolve("aistack-" + System.getProperty("version"));
            return new Server(home, folder.resolve("data"), settings);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The same archive with other settings, on a data folder of its own. */
    public Server beside(String folder, Map<String, String> others) {
        return new Server(home, data.resolveSibling(folder), others);
    }

    /** The same server with other settings from its next start on. */
    public Server with(Map<String, String> others) {
        var all = new java.util.HashMap<>(settings);
        all.putAll(others);
        return new Server(home, data, all, port, sshPort);
    }

    /** Uses the keys of another server, as servers that share a database must. */
    public void copyKeys(Server other) {
        try (Stream<Path> keys = Files.list(other.data.resolve("keys"))) {
            Files.createDirectories(data.resolve("keys"));
            for (Path key : keys.toList()) {
                String name = key.getFileName().toString();
                if (!name.startsWith("ssh") && !name.startsWith("shell")) {
                    Files.copy(key, data.resolve("keys").resolve(name));
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Another server from the same archive on the same data. */
    public Server twin() {
        return new Server(home, data, settings);
    }

    public Server start() {
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

    public Server awaitReady() {
        Wait.until("the server is ready", Duration.ofSeconds(180), () -> {
            if (!process.isAlive()) {
                throw new AssertionError("the server ended with " + process.exitValue() + ": " + output());
            }
            return rest().get("/health/ready").status() == 200;
        });
        return this;
    }

    /** What {@code bin/aistack} answers to other words, with its exit status. */
    public Result command(String... words) {
        var line = new java.util.ArrayList<>(List.of(home.resolve("bin/aistack").toString()));
        line.addAll(List.of(words));
        var environment = new java.util.HashMap<String, String>();
        environment(environment);
        return run(home, environment, line, 400);
    }

    /** As if the power went: no shutdown hook runs. */
    public void kill() {
        // the server by its own number too: a list of descendants can miss one while processes come and go
        Stream<ProcessHandle> itself = Files.exists(data.resolve("run/aistack.pid"))
                ? ProcessHandle.of(pid()).stream()
                        .filter(handle -> handle.info().command().orElse("").endsWith("java"))
                : Stream.empty();
        var all = Stream.of(itself, process.descendants(), Stream.of(process.toHandle()))
                .flatMap(handles -> handles)
                .toList();
        all.forEach(ProcessHandle::destroyForcibly);
        all.forEach(handle -> handle.onExit().join());
    }

    /** Asks it to stop, as a supervisor does. */
    public void terminate() {
        process.destroy();
    }

    /** Stops the whole machine for it: nothing runs, nothing ends. */
    public void signal(String name) {
        run(home, Map.of(), List.of("kill", "-" + name, Long.toString(pid())), 10);
    }

    /** The process id of the server itself, not of the script around it. */
    public long pid() {
        try {
            return Long.parseLong(
                    Files.readString(data.resolve("run/aistack.pid")).strip());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Its log so far. */
    public String log() {
        try {
            return Files.readString(data.resolve("run/log/aistack.log"));
        } catch (IOException e) {
            return "";
        }
    }

    public int await() {
        try {
            if (!process.waitFor(120, TimeUnit.SECONDS)) {
                throw new AssertionError("the server does not end");
            }
            return process.exitValue();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    public Process process() {
        return process;
    }

    public Path home() {
        return home;
    }

    public Path data() {
        return data;
    }

    public String output() {
        try {
            return Files.readString(home.resolve("out.log"));
        } catch (IOException e) {
            return "";
        }
    }

    public Rest rest() {
        return Rest.at(url());
    }

    public String url() {
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

    public static Result run(Path folder, Map<String, String> environment, List<String> line, int seconds) {
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

    public record Result(int status, String output) {}
}
