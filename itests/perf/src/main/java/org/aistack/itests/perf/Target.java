package org.aistack.itests.perf;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.HttpURLConnection;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/** A server of our own: unpacked from the archive, started as people start it, on ports and in a folder of its own. */
final class Target implements AutoCloseable {

    static final String PASSWORD = "Perf-Measure-7";
    private static final int READY_SECONDS = 120;

    private final Path folder;
    private final Path home;
    private final int port;
    private final int sshPort;
    private Process process;
    private Watch watch;

    private Target(Path folder, Path home, int port, int sshPort) {
        this.folder = folder;
        this.home = home;
        this.port = port;
        this.sshPort = sshPort;
    }

    /** Unpacks the archive into {@code folder}, which is emptied first. */
    static Target unpack(Path archive, Path folder, int port, int sshPort) {
        try {
            delete(folder);
            Files.createDirectories(folder);
            Processes.run(
                    folder,
                    Map.of(),
                    List.of("tar", "xzf", archive.toAbsolutePath().toString()),
                    120);
            try (Stream<Path> found = Files.list(folder)) {
                Path home = found.filter(p -> p.getFileName().toString().startsWith("aistack-"))
                        .findFirst()
                        .orElseThrow(() -> new IllegalStateException("nothing in " + archive));
                return new Target(folder, home, port, sshPort);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static void delete(Path folder) throws IOException {
        if (Files.exists(folder)) {
            try (Stream<Path> all = Files.walk(folder)) {
                for (Path path : all.sorted((a, b) -> b.compareTo(a)).toList()) {
                    Files.delete(path);
                }
            }
        }
    }

    /** Puts a bundle into the server's deploy folder. */
    void deploy(Path bundle) {
        try {
            Path to = home.resolve("deploy");
            Files.createDirectories(to);
            Files.copy(bundle, to.resolve(bundle.getFileName()), StandardCopyOption.REPLACE_EXISTING);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Starts it; seconds until it says that it is ready. */
    double start() {
        try {
            List<String> line = new ArrayList<>();
            if (Machine.cores() > 1
                    && !Processes.output(List.of("taskset", "-V"), 5).isEmpty()) {
                // this program may have been given a single core; the server begins with all of them
                line.addAll(List.of("taskset", "-c", "0-" + (Machine.cores() - 1)));
            }
            line.addAll(List.of(home.resolve("bin/aistack").toString(), "run"));
            var builder = new ProcessBuilder(line);
            builder.environment()
                    .putAll(Map.of(
                            "AISTACK_PORT", Integer.toString(port),
                            "AISTACK_SSH_PORT", Integer.toString(sshPort),
                            "AISTACK_DATA", folder.resolve("data").toString(),
                            "AISTACK_ADMIN_PASSWORD", PASSWORD,
                            "AISTACK_RATE_LIMIT", "off"));
            builder.redirectErrorStream(true)
                    .redirectOutput(folder.resolve("out.log").toFile());
            long start = System.nanoTime();
            process = builder.start();
            while (!ready()) {
                double waited = (System.nanoTime() - start) / 1e9;
                if (!process.isAlive() || waited > READY_SECONDS) {
                    throw new IllegalStateException("the server is not ready; see " + folder.resolve("out.log"));
                }
                Processes.sleep(0.02);
            }
            double seconds = (System.nanoTime() - start) / 1e9;
            watch = new Watch(Watch.listener(port));
            return seconds;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private boolean ready() {
        try {
            var connection = (HttpURLConnection)
                    URI.create(url() + "/health/ready").toURL().openConnection();
            connection.setConnectTimeout(500);
            connection.setReadTimeout(2_000);
            return connection.getResponseCode() == 200;
        } catch (IOException e) {
            return false;
        }
    }

    /** Lets the server run on these cores only, for example {@code 0} or {@code 0-1}. */
    void cores(String list) {
        Processes.output(List.of("taskset", "-a", "-p", "-c", list, Long.toString(watch.pid())), 10);
    }

    URI url() {
        return URI.create("http://127.0.0.1:" + port);
    }

    Watch watch() {
        return watch;
    }

    Path data() {
        return folder.resolve("data");
    }

    @Override
    public void close() {
        if (process == null || !process.isAlive()) {
            return;
        }
        process.destroy();
        try {
            if (!process.waitFor(60, TimeUnit.SECONDS)) {
                Stream.concat(process.descendants(), Stream.of(process.toHandle()))
                        .forEach(ProcessHandle::destroyForcibly);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
