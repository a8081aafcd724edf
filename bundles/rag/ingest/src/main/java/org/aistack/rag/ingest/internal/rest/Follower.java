package org.aistack.rag.ingest.internal.rest;

import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import javax.ws.rs.core.MediaType;
import javax.ws.rs.sse.Sse;
import javax.ws.rs.sse.SseEventSink;
import org.aistack.kernel.Id;
import org.aistack.rag.ingest.internal.work.Progress;

/** One client that follows one document. Everything is sent by one thread, in order, and only what is new. */
final class Follower {

    private static final long BEAT_SECONDS = 15;

    /** What a client hears. */
    public record Told(
            String documentId,
            String state,
            String stage,
            double progress,
            Double stageProgress,
            Long etaS,
            String at) {}

    private final SseEventSink sink;
    private final Sse sse;
    private final Progress progress;
    private final long document;
    private long last;
    private double shown;
    private ScheduledFuture<?> pulse;
    private Consumer<Progress.Step> listener;
    private Callable<?> allowed;

    Follower(SseEventSink sink, Sse sse, Progress progress, long document) {
        this.sink = sink;
        this.sse = sse;
        this.progress = progress;
        this.document = document;
    }

    /**
     * Begins.
     *
     * @param after id of the last step the client knows
     * @param now how things stand, for a client that knows nothing of this run
     * @param check throws when the document is not for the client any more
     */
    void start(ScheduledExecutorService thread, long after, Progress.Step now, Callable<?> check) {
        allowed = check;
        listener = step -> submit(thread, () -> send(step));
        progress.listen(document, listener);
        submit(thread, () -> {
            List<Progress.Step> known = progress.after(document, after);
            known.forEach(this::send);
            if (known.isEmpty()) {
                send(
                        now.id() > after
                                ? now
                                : new Progress.Step(
                                        after + 1, document, now.state(), now.stage(), now.progress(), now.at()));
            }
        });
        synchronized (this) {
            pulse = thread.scheduleAtFixedRate(this::beat, BEAT_SECONDS, BEAT_SECONDS, TimeUnit.SECONDS);
        }
    }

    private static void submit(ScheduledExecutorService thread, Runnable task) {
        try {
            thread.execute(task);
        } catch (RejectedExecutionException e) {
            // the bundle goes, and the connection with it
        }
    }

    private void beat() {
        if (sink.isClosed() || !permitted()) {
            end();
            return;
        }
        sink.send(sse.newEventBuilder().comment("").build());
    }

    private void send(Progress.Step step) {
        if (step.id() <= last) {
            return;
        }
        if (sink.isClosed() || !step.state().equals("deleting") && !permitted()) {
            end();
            return;
        }
        last = step.id();
        shown = Math.max(shown, step.progress());
        var told = new Told(
                Id.text(document),
                step.state(),
                step.stage(),
                shown,
                null,
                null,
                step.at().toString());
        sink.send(sse.newEventBuilder()
                .id(Long.toString(step.id()))
                .name("progress")
                .mediaType(MediaType.APPLICATION_JSON_TYPE)
                .data(Told.class, told)
                .build());
        if (step.last()) {
            end();
        }
    }

    private boolean permitted() {
        try {
            allowed.call();
            return true;
        } catch (Exception e) {
            return false;
        }
    }

    private void end() {
        progress.forget(document, listener);
        synchronized (this) {
            if (pulse != null) {
                pulse.cancel(false);
            }
        }
        sink.close();
    }
}
