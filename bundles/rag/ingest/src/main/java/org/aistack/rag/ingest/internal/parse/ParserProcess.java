package org.aistack.rag.ingest.internal.parse;

import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.aistack.rag.ingest.worker.Protocol;

/**
 * One child process that parses documents. It has a small heap, an empty environment and no name service; whatever a
 * document does to it, the server only sees a broken stream. A dead or worn-out child is replaced at the next document.
 */
final class ParserProcess implements AutoCloseable {

    private static final String MAIN = "org.aistack.rag.ingest.worker.Main";
    private static final int BUFFER = 1 << 16;
    private static final int WORN_OUT = 500;
    private static final int START_SECONDS = 60;
    private static final long LARGEST_LOG = 1 << 20;

    /** Thrown when the child died or was ended. */
    static final class Died extends IOException {
        private static final long serialVersionUID = 1L;
        private final boolean late;

        Died(boolean late, String message, Throwable cause) {
            super(message, cause);
            this.late = late;
        }

        /** Whether it was ended because its time was over. */
        boolean late() {
            return late;
        }
    }

    /** What the child says, in order. */
    interface Listener {
        void block(Protocol.Frame frame) throws IOException;
    }

    private final ParserHome home;
    private final Path folder;
    private final int heapMb;
    private final ScheduledExecutorService watchdog;
    private Process process;
    private DataInputStream in;
    private DataOutputStream out;
    private int documents;

    ParserProcess(ParserHome home, Path folder, int heapMb, ScheduledExecutorService watchdog) {
        this.home = home;
        this.folder = folder;
        this.heapMb = heapMb;
        this.watchdog = watchdog;
    }

    /**
     * Parses one document.
     *
     * @throws Died when the child did not survive it
     */
    Protocol.Ending parse(Protocol.Request request, int seconds, Listener listener) throws IOException {
        ready();
        var late = new AtomicBoolean();
        Process mine = process;
        ScheduledFuture<?> alarm = watchdog.schedule(
                () -> {
                    late.set(true);
                    kill(mine);
                },
                seconds,
                TimeUnit.SECONDS);
        boolean well = false;
        try {
            documents++;
            request.write(out);
            Protocol.Ending ending = listen(request, listener);
            well = ending.status() != Protocol.Status.UNREADABLE;
            return ending;
        } catch (IOException e) {
            throw new Died(late.get(), "the parser process ended" + (late.get() ? " at its time limit" : ""), e);
        } finally {
            alarm.cancel(false);
            if (!well) {
                // an unknown failure may leave the child unwell
                close();
            }
        }
    }

    private Protocol.Ending listen(Protocol.Request request, Listener listener) throws IOException {
        long chars = 0;
        while (true) {
            int mark = in.readUnsignedByte();
            if (mark == Protocol.END) {
                return Protocol.Ending.read(in);
            }
            if (mark != Protocol.BLOCK) {
                throw new IOException("bad mark " + mark);
            }
            Protocol.Frame frame = Protocol.Frame.read(in);
            chars += frame.text().length();
            if (chars > 2L * request.maxChars()) {
                throw new IOException("too much output");
            }
            listener.block(frame);
        }
    }

    private void ready() throws IOException {
        if (process != null && (!process.isAlive() || documents >= WORN_OUT)) {
            close();
        }
        if (process == null) {
            start();
        }
    }

    private void start() throws IOException {
        Files.createDirectories(folder);
        Path hosts = folder.resolve("hosts");
        Files.writeString(hosts, "");
        Path log = folder.resolve("parser.log");
        if (Files.exists(log) && Files.size(log) > LARGEST_LOG) {
            Files.delete(log);
        }
        clear();
        var builder = new ProcessBuilder(command(hosts)).directory(folder.toFile());
        builder.environment().keySet().retainAll(Set.of("PATH", "LANG", "LC_ALL"));
        builder.environment().put("OMP_THREAD_LIMIT", "1");
        builder.redirectError(ProcessBuilder.Redirect.appendTo(log.toFile()));
        process = builder.start();
        documents = 0;
        in = new DataInputStream(new BufferedInputStream(process.getInputStream(), BUFFER));
        out = new DataOutputStream(new BufferedOutputStream(process.getOutputStream(), BUFFER));
        Process mine = process;
        ScheduledFuture<?> alarm = watchdog.schedule(() -> kill(mine), START_SECONDS, TimeUnit.SECONDS);
        try {
            if (in.readInt() != Protocol.MAGIC) {
                throw new IOException("bad greeting");
            }
        } catch (IOException e) {
            close();
            throw new IOException("the parser process did not start, see " + log, e);
        } finally {
            alarm.cancel(false);
        }
    }

    private List<String> command(Path hosts) {
        return List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx" + heapMb + "m",
                "-Xss2m",
                "-XX:MaxDirectMemorySize=64m",
                "-XX:+UseSerialGC",
                "-XX:TieredStopAtLevel=1",
                "-XX:+ExitOnOutOfMemoryError",
                "-XX:-HeapDumpOnOutOfMemoryError",
                "-XX:-UsePerfData",
                "-Djava.awt.headless=true",
                "-Dfile.encoding=UTF-8",
                // names resolve to nothing: a document cannot make its parser ask anybody
                "-Djdk.net.hosts.file=" + hosts,
                "-Djava.io.tmpdir=" + folder,
                "-cp",
                home.classPath(),
                MAIN);
    }

    /** Temporary files that a killed child left behind. */
    private void clear() throws IOException {
        try (var files = Files.list(folder)) {
            for (Path file : files.toList()) {
                String name = file.getFileName().toString();
                if (!name.equals("hosts") && !name.equals("parser.log") && Files.isRegularFile(file)) {
                    Files.deleteIfExists(file);
                }
            }
        }
    }

    private static void kill(Process process) {
        process.descendants().forEach(ProcessHandle::destroyForcibly);
        process.destroyForcibly();
    }

    /** Ends the child; the next document starts another one. */
    @Override
    public void close() {
        Process old = process;
        process = null;
        if (old != null) {
            kill(old);
            try {
                old.waitFor(5, TimeUnit.SECONDS);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }
    }
}
