package org.aistack.security.auth.internal;

import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;

/**
 * Runs what must stay although the caller's work fails, such as counting the failure: on another thread, hence in a work
 * of its own.
 */
@Component(service = Apart.class)
public final class Apart {

    private final ExecutorService threads = Executors.newCachedThreadPool(task -> {
        Thread thread = new Thread(task, "auth-apart");
        thread.setDaemon(true);
        return thread;
    });

    @Activate
    public Apart() {
        // nothing but the threads
    }

    @Deactivate
    void stop() {
        threads.shutdown();
    }

    /** Returns when {@code work} is done. */
    public void run(Runnable work) {
        try {
            threads.submit(work).get();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted", e);
        } catch (ExecutionException e) {
            throw new IllegalStateException(e.getCause());
        }
    }
}
