package org.aistack.kernel.rest.internal.door;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import org.aistack.kernel.KernelError;
import org.aistack.kernel.Problem;

/** A body that may not be longer than allowed, whatever its headers say. */
public final class Limited extends FilterInputStream {

    private final long limit;
    private long count;

    public Limited(InputStream in, long limit) {
        super(in);
        this.limit = limit;
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
    }

    public static Problem tooLarge(long limit) {
        // as text, so that no thousands separators are put in
        return Problem.of(KernelError.BODY_TOO_LARGE, Long.toString(limit));
    }
}
