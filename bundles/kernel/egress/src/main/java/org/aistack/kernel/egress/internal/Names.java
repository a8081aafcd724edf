package org.aistack.kernel.egress.internal;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.SynchronousQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicInteger;
import org.aistack.kernel.Problem;
import org.aistack.kernel.egress.EgressError;

/** Finds out the addresses of names, and gives up in time: a dead name service holds nobody but itself. */
final class Names implements AutoCloseable {

    private static final int THREADS = 16;
    private static final int IDLE_SECONDS = 30;

    /** Who knows the addresses of a name. */
    @FunctionalInterface
    interface Book {
        InetAddress[] addresses(String name) throws UnknownHostException;
    }

    private final Book book;
    private final AtomicInteger number = new AtomicInteger();
    private final ThreadPoolExecutor workers =
            new ThreadPoolExecutor(0, THREADS, IDLE_SECONDS, TimeUnit.SECONDS, new SynchronousQueue<>(), task -> {
                var thread = new Thread(task, "egress-names-" + number.incrementAndGet());
                thread.setDaemon(true);
                return thread;
            });

    Names(Book book) {
        this.book = book;
    }

    /**
     * All addresses of a host; of a literal address that one.
     *
     * @throws Problem {@link EgressError#EGRESS_UNREACHABLE} for an unknown name, {@link EgressError#EGRESS_TIMEOUT}
     */
    List<InetAddress> of(String host, long nanos) {
        Future<InetAddress[]> asked;
        try {
            asked = workers.submit(() -> book.addresses(host));
        } catch (RejectedExecutionException e) {
            throw Problem.of(EgressError.EGRESS_BUSY);
        }
        try {
            return List.of(asked.get(nanos, TimeUnit.NANOSECONDS));
        } catch (ExecutionException e) {
            throw Problem.of(EgressError.EGRESS_UNREACHABLE);
        } catch (TimeoutException e) {
            asked.cancel(true);
            throw Problem.of(EgressError.EGRESS_TIMEOUT);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw Problem.of(EgressError.EGRESS_UNREACHABLE);
        }
    }

    @Override
    public void close() {
        workers.shutdownNow();
    }
}
