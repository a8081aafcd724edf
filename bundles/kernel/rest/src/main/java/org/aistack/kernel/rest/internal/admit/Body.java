package org.aistack.kernel.rest.internal.admit;

import java.io.IOException;
import java.util.Arrays;
import java.util.function.Consumer;
import javax.servlet.AsyncContext;
import javax.servlet.AsyncEvent;
import javax.servlet.AsyncListener;
import javax.servlet.ReadListener;
import javax.servlet.ServletInputStream;
import javax.servlet.http.HttpServletRequest;
import org.aistack.kernel.rest.internal.door.Limited;

/**
 * Reads a body that has not come yet without holding a thread: a client that sends slowly, or stops, costs its connection
 * and nothing else. Whoever is served has arrived as a whole.
 */
public final class Body implements ReadListener, AsyncListener {

    private static final String KEY = "aistack.body";
    private static final int FIRST = 8_192;

    private final ServletInputStream in;
    private final AsyncContext context;
    private final int limit;
    private byte[] bytes;
    private int length;
    private volatile Throwable failure;
    private boolean called;
    private volatile boolean late;

    private Body(HttpServletRequest request, AsyncContext context, int limit) throws IOException {
        this.in = request.getInputStream();
        this.context = context;
        this.limit = limit;
        this.bytes = new byte[request.getContentLength() >= 0 ? request.getContentLength() + 1 : FIRST];
    }

    /** Whether all of it is there, so that reading it cannot block; never known of one that does not say its length. */
    public static boolean here(HttpServletRequest request) throws IOException {
        return request.getContentLengthLong() >= 0
                && request.getInputStream().available() >= request.getContentLengthLong();
    }

    /**
     * Reads it, and lets the request come back to the servlet when it is there, or after {@code millis}.
     *
     * @param limit bytes at most
     */
    public static void read(HttpServletRequest request, int limit, long millis) throws IOException {
        AsyncContext context = request.startAsync();
        Body body = new Body(request, context, limit);
        request.setAttribute(KEY, body);
        context.setTimeout(millis);
        context.addListener(body);
        body.in.setReadListener(body);
    }

    /** The body a request comes back with, once; null when it has none. */
    public static Body of(HttpServletRequest request) {
        Object body = request.getAttribute(KEY);
        request.removeAttribute(KEY);
        return (Body) body;
    }

    /** Gives the bytes away, or says why there are none. */
    public void take(Consumer<byte[]> arrived, Runnable tooLate) throws IOException {
        if (late) {
            tooLate.run();
        } else if (length > limit) {
            throw Limited.tooLarge(limit);
        } else if (failure != null) {
            throw failure instanceof IOException io ? io : new IOException(failure);
        } else {
            arrived.accept(Arrays.copyOf(bytes, length));
        }
    }

    @Override
    public void onDataAvailable() throws IOException {
        while (in.isReady()) {
            if (length == bytes.length) {
                bytes = Arrays.copyOf(bytes, Math.min(limit + 1, bytes.length * 2));
            }
            int n = in.read(bytes, length, bytes.length - length);
            if (n < 0) {
                return;
            }
            length += n;
            if (length > limit) {
                back();
                return;
            }
        }
    }

    @Override
    public void onAllDataRead() {
        back();
    }

    /** Sends the request back to the servlet, once; not when its time is over, which is told next. */
    private synchronized void back() {
        if (!called) {
            try {
                context.dispatch();
                called = true;
            } catch (IllegalStateException e) {
                late = true;
            }
        }
    }

    @Override
    public void onError(Throwable thrown) {
        failure = thrown;
        back();
    }

    @Override
    public void onTimeout(AsyncEvent event) {
        overdue();
        back();
    }

    private synchronized void overdue() {
        late = !called;
    }

    @Override
    public void onComplete(AsyncEvent event) {
        // whoever serves it knows
    }

    @Override
    public void onError(AsyncEvent event) {
        // told to the read listener
    }

    @Override
    public void onStartAsync(AsyncEvent event) {
        // it waits for its turn now
    }
}
