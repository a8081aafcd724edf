package org.aistack.kernel.rest.internal.upload;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.aistack.kernel.KernelError;
import org.aistack.kernel.Problem;

/** Reads the parts of a multipart body (RFC 2046) one after the other, without keeping them in memory. */
final class Parts {

    private static final int BUFFER = 64 * 1024;
    private static final int MAX_HEADER = 8 * 1024;

    private final InputStream in;
    private final byte[] delimiter;
    private final byte[] buffer = new byte[BUFFER];
    private int position;
    private int end;

    Parts(InputStream in, String boundary) throws IOException {
        this.in = in;
        this.delimiter = ("\r\n--" + boundary).getBytes(StandardCharsets.ISO_8859_1);
        // the first delimiter has no line before it: pretend
        buffer[0] = '\r';
        buffer[1] = '\n';
        end = 2;
        copy(OutputStream.nullOutputStream());
    }

    /** Goes to the next part and reads its headers, names in lower case; empty at the end of the body. */
    Optional<Map<String, String>> next() throws IOException {
        int first = read();
        int second = read();
        if (first == '-' && second == '-') {
            return Optional.empty();
        }
        while (first == ' ' || first == '\t') {
            first = second;
            second = read();
        }
        if (first != '\r' || second != '\n') {
            throw malformed();
        }
        Map<String, String> headers = new LinkedHashMap<>();
        int size = 0;
        for (String line = line(); !line.isEmpty(); line = line()) {
            size += line.length() + 2;
            int colon = line.indexOf(':');
            if (colon < 1 || size > MAX_HEADER) {
                throw malformed();
            }
            headers.put(
                    line.substring(0, colon).toLowerCase(Locale.ROOT),
                    line.substring(colon + 1).strip());
        }
        return Optional.of(headers);
    }

    /** Copies the body of the part to {@code out} and goes behind the delimiter that ends it. */
    void copy(OutputStream out) throws IOException {
        while (true) {
            int found = find();
            if (found >= 0) {
                out.write(buffer, position, found - position);
                position = found + delimiter.length;
                return;
            }
            // what could be the beginning of a delimiter must stay
            int sure = Math.max(position, end - delimiter.length + 1);
            out.write(buffer, position, sure - position);
            position = sure;
            if (!fill()) {
                throw malformed();
            }
        }
    }

    private int find() {
        int last = end - delimiter.length;
        for (int i = position; i <= last; i++) {
            if (buffer[i] == '\r' && matches(i)) {
                return i;
            }
        }
        return -1;
    }

    private boolean matches(int at) {
        for (int i = 1; i < delimiter.length; i++) {
            if (buffer[at + i] != delimiter[i]) {
                return false;
            }
        }
        return true;
    }

    private String line() throws IOException {
        var line = new java.io.ByteArrayOutputStream();
        for (int b = read(); b != '\r'; b = read()) {
            if (b == '\n' || line.size() > MAX_HEADER) {
                throw malformed();
            }
            line.write(b);
        }
        if (read() != '\n') {
            throw malformed();
        }
        return line.toString(StandardCharsets.UTF_8);
    }

    private int read() throws IOException {
        if (position == end && !fill()) {
            throw malformed();
        }
        return buffer[position++];
    }

    private boolean fill() throws IOException {
        System.arraycopy(buffer, position, buffer, 0, end - position);
        end -= position;
        position = 0;
        int n = in.read(buffer, end, buffer.length - end);
        if (n > 0) {
            end += n;
        }
        return n > 0;
    }

    static Problem malformed() {
        return Problem.of(KernelError.BAD_REQUEST);
    }
}
