package org.aistack.kernel.rest.internal.door;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.function.LongSupplier;
import org.aistack.kernel.KernelError;
import org.aistack.kernel.Problem;

/**
 * A body that may not be longer than allowed, whatever its headers say, and that must come: after some time of grace with
 * a least number of bytes per second on average, because somebody waits here for every one of them.
 */
public final class Limited extends FilterInputStream {

    private static final double GRACE_SECONDS = 10;
    private static final double LEAST_PER_SECOND = 1_024;

    private final long limit;
    private final LongSupplier nanos;
    private final long start;
    private long count;

    public Limited(InputStream in, long limit) {
        this(in, limit, System::nanoTime);
    }

    Limited(InputStream in, long limit, LongSupplier nanos) {
        super(in);
        this.limit = limit;
        this.nanos = nanos;
        this.start = nanos.getAsLong();
    }

    @Override
    public int read() throws IOException {
        int b = in.read();
        count(b < 0 ? 0 : 1);
        return b;
    }

    @Override
    public int read(byte[] buffer, int offset, int length) throws IOException {
        int n = in.read(buffer, offset, length);
        count(Math.max(0, n));
        return n;
    }

    @Override
    public long skip(long n) throws IOException {
        long skipped = in.skip(n);
        count(skipped);
        return skipped;
    }

    @Override
    public boolean markSupported() {
        return false;
    }

    private void count(long n) {
        count += n;
        if (count > limit) {
            throw tooLarge(limit);
        }
        double seconds = (nanos.getAsLong() - start) / 1e9;
        if (seconds > GRACE_SECONDS && count < LEAST_PER_SECOND * seconds) {
            throw Problem.of(KernelError.TOO_SLOW);
        }
    }

    public static Problem tooLarge(long limit) {
        // as text, so that no thousands separators are put in
        return Problem.of(KernelError.BODY_TOO_LARGE, Long.toString(limit));
    }
}
