package org.aistack.kernel.observe.internal.log;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.LongAdder;
import org.aistack.kernel.observe.Answered;
import org.aistack.kernel.observe.Requests;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One line for every answered request, to the logger {@code access}. Request threads only put it into a queue; a thread
 * writes what came together as one message of many lines, because the log asks its price per message. When the disk is
 * slower than the requests, lines are left out and counted: a log must never hold up the server.
 */
@Component(service = Requests.class)
public final class AccessLog implements Requests {

    private static final Logger ACCESS = LoggerFactory.getLogger("access");
    private static final Logger LOG = LoggerFactory.getLogger(AccessLog.class);
    private static final int MOST = 16_384;
    private static final int TOGETHER = 256;
    private static final long PAUSE_MILLIS = 100;

    private final BlockingQueue<AccessLine> lines = new ArrayBlockingQueue<>(MOST);
    private final LongAdder lost = new LongAdder();
    private final Thread writer = new Thread(this::run, "access-log");
    private final AccessFormat format = new AccessFormat();
    private volatile boolean stopped;

    @Activate
    public AccessLog() {
        writer.setDaemon(true);
        writer.start();
    }

    @Override
    public void answered(Answered request) {
        if (ACCESS.isInfoEnabled() && !lines.offer(new AccessLine(System.currentTimeMillis(), request))) {
            lost.increment();
        }
    }

    @Override
    public void rejected(String reason) {
        // every refused request is answered too
    }

    @Override
    public void active(String capability, int change) {
        // only ends are written
    }

    private void run() {
        List<AccessLine> batch = new ArrayList<>(TOGETHER);
        while (!stopped || !lines.isEmpty()) {
            try {
                next(batch);
                if (!batch.isEmpty()) {
                    write(batch);
                }
            } catch (InterruptedException e) {
                // told to stop: what is left is still written
                stopped = true;
            } catch (RuntimeException e) {
                LOG.warn("lines of the access log could not be written", e);
            }
            batch.clear();
        }
    }

    /** Waits for the first line, then a moment for more of them. */
    private void next(List<AccessLine> batch) throws InterruptedException {
        AccessLine first = stopped ? lines.poll() : lines.take();
        if (first == null) {
            return;
        }
        batch.add(first);
        if (!stopped && lines.size() < TOGETHER) {
            Thread.sleep(PAUSE_MILLIS);
        }
        lines.drainTo(batch, TOGETHER - 1);
    }

    private void write(List<AccessLine> batch) {
        var text = new StringBuilder(batch.size() * 256);
        for (AccessLine line : batch) {
            if (text.length() > 0) {
                text.append('\n');
            }
            format.append(text, line);
        }
        ACCESS.info(text.toString());
        long without = lost.sumThenReset();
        if (without > 0) {
            LOG.warn("{} requests are not in the access log: they came faster than it could be written", without);
        }
    }

    @Deactivate
    void deactivate() throws InterruptedException {
        stopped = true;
        writer.interrupt();
        writer.join(TimeUnit.SECONDS.toMillis(2));
    }
}
