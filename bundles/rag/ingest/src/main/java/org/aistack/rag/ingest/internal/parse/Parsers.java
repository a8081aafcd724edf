package org.aistack.rag.ingest.internal.parse;

import java.io.BufferedOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Set;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.atomic.AtomicInteger;
import org.aistack.rag.ingest.internal.IngestError;
import org.aistack.rag.ingest.internal.IngestSettings;
import org.aistack.rag.ingest.internal.StageFailure;
import org.aistack.rag.ingest.worker.Protocol;
import org.osgi.framework.BundleContext;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Reference;

/** Parses documents in child processes, as many as there are workers; each is kept for the next document. */
@Component(service = Parsers.class)
public final class Parsers {

    private static final int DEEPEST = 3;
    private static final int MOST_ENTRIES = 10_000;
    private static final long MOST_BYTES = 2L << 30;

    private final IngestSettings settings;
    private final ParserHome home;
    private final Path work;
    private final Deque<ParserProcess> idle = new ArrayDeque<>();
    private final Set<ParserProcess> all = new java.util.HashSet<>();
    private final AtomicInteger names = new AtomicInteger();
    private final ScheduledExecutorService watchdog = Executors.newSingleThreadScheduledExecutor(r -> {
        var thread = new Thread(r, "ingest-parser-watchdog");
        thread.setDaemon(true);
        return thread;
    });
    private boolean closed;

    @Activate
    public Parsers(@Reference IngestSettings settings, BundleContext context) throws IOException {
        this(
                settings,
                ParserHome.of(context.getBundle(), context.getDataFile("parser").toPath()),
                context.getDataFile("parser-work").toPath());
    }

    public Parsers(IngestSettings settings, ParserHome home, Path work) {
        this.settings = settings;
        this.home = home;
        this.work = work.toAbsolutePath();
    }

    /**
     * Parses {@code file} and writes what was found to {@code target}, to be read by {@link ParsedFile}.
     *
     * @param name file name, a hint at the format
     * @return media type by the bytes
     * @throws StageFailure when the document cannot be parsed
     */
    public String parse(Path file, String name, Path target) {
        ParserProcess process = take();
        try (var out = new DataOutputStream(new BufferedOutputStream(Files.newOutputStream(target)))) {
            var request = new Protocol.Request(
                    name, file.toAbsolutePath().toString(), settings.maxChars(), DEEPEST, MOST_ENTRIES, MOST_BYTES);
            Protocol.Ending ending = process.parse(request, settings.parseSeconds(), frame -> frame.write(out));
            check(ending);
            ending.write(out);
            return ending.type();
        } catch (ParserProcess.Died e) {
            if (isClosed()) {
                throw new StageFailure(IngestError.INTERNAL, "the server is stopping", true);
            }
            String why = e.late() ? "parsing took longer than " + settings.parseSeconds() + " s" : "the parser gave up";
            throw new StageFailure(IngestError.LIMIT, why, false);
        } catch (IOException e) {
            throw new StageFailure(IngestError.INTERNAL, e.getMessage(), true);
        } finally {
            give(process);
        }
    }

    private static void check(Protocol.Ending ending) {
        switch (ending.status()) {
            case OK -> {}
            case ENCRYPTED -> throw new StageFailure(IngestError.ENCRYPTED, "the file is encrypted", false);
            case LIMIT -> throw new StageFailure(IngestError.LIMIT, ending.detail(), false);
            case UNREADABLE -> throw new StageFailure(IngestError.UNREADABLE, ending.detail(), false);
        }
    }

    private synchronized boolean isClosed() {
        return closed;
    }

    private synchronized ParserProcess take() {
        if (closed) {
            throw new StageFailure(IngestError.INTERNAL, "the server is stopping", true);
        }
        ParserProcess process = idle.poll();
        if (process == null) {
            Path folder = work.resolve("p" + names.getAndIncrement() % 64);
            process = new ParserProcess(home, folder, settings.parserHeapMb(), watchdog);
            all.add(process);
        }
        return process;
    }

    private synchronized void give(ParserProcess process) {
        if (closed || idle.size() >= settings.workers()) {
            process.close();
            all.remove(process);
        } else {
            idle.push(process);
        }
    }

    @Deactivate
    public synchronized void close() {
        closed = true;
        all.forEach(ParserProcess::close);
        watchdog.shutdownNow();
    }
}
