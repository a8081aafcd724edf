package org.aistack.ai.natives.internal;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import org.aistack.ai.natives.Encoder;
import org.osgi.framework.BundleContext;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;

/**
 * Encodes on onnxruntime. Texts are run one by one: the models are quantised with scales taken from all values of a run, so
 * a text in a batch would get another vector than alone. Many texts are spread over two threads; a single text, such as a
 * query, runs on its caller's thread and never waits behind them.
 */
@Component(immediate = true)
public final class OnnxEncoder implements Encoder {

    private static final int THREADS = Math.min(2, Runtime.getRuntime().availableProcessors());
    private static final int IDLE_SECONDS = 30;

    private final Path folder;
    private final ThreadPoolExecutor pool;

    @Activate
    public OnnxEncoder(BundleContext context) {
        this(Path.of(data(context), "models"));
    }

    OnnxEncoder(Path folder) {
        this.folder = folder;
        pool = new ThreadPoolExecutor(
                THREADS, THREADS, IDLE_SECONDS, TimeUnit.SECONDS, new LinkedBlockingQueue<>(), OnnxEncoder::thread);
        pool.allowCoreThreadTimeOut(true);
    }

    @Deactivate
    void stop() {
        pool.shutdownNow().forEach(task -> ((Future<?>) task).cancel(false));
    }

    @Override
    public Set<String> languages() {
        return new TreeSet<>(Set.of("en", "zh"));
    }

    @Override
    public Model model(String language) {
        return Models.card(language);
    }

    @Override
    public List<Encoded> encode(String language, List<String> texts) {
        BertModel model = Models.get(language, folder);
        if (texts.size() <= 1) {
            return texts.stream().map(model::encode).toList();
        }
        List<Future<Encoded>> running = new ArrayList<>();
        texts.forEach(text -> running.add(pool.submit(() -> model.encode(text))));
        try {
            List<Encoded> done = new ArrayList<>();
            for (var future : running) {
                done.add(future.get());
            }
            return done;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while encoding", e);
        } catch (ExecutionException e) {
            throw new IllegalStateException("encoding failed", e.getCause());
        } catch (CancellationException e) {
            throw new IllegalStateException("stopped while encoding", e);
        } finally {
            running.forEach(future -> future.cancel(false));
        }
    }

    private static Thread thread(Runnable work) {
        var thread = new Thread(work, "natives-encode");
        thread.setDaemon(true);
        return thread;
    }

    private static String data(BundleContext context) {
        String data = context.getProperty("aistack.data");
        return data != null ? data : System.getProperty("java.io.tmpdir");
    }
}
