package org.aistack.rag.ingest.worker;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import org.xml.sax.SAXException;

/** Counts what a document unfolds to, and remembers the limit it broke, whoever swallows the exception. */
final class Limits {

    private static final int RATIO = 100;
    private static final long RATIO_FROM = 16L << 20;

    private final Protocol.Request request;
    private final long fileBytes;
    private long chars;
    private long bytes;
    private int entries;
    private String broken;

    Limits(Protocol.Request request, long fileBytes) {
        this.request = request;
        this.fileBytes = fileBytes;
    }

    String broken() {
        return broken;
    }

    void chars(int count) throws SAXException {
        chars += count;
        if (broken != null || chars > request.maxChars()) {
            throw new SAXException(brokenBy("more than " + request.maxChars() + " characters"));
        }
    }

    /** A document inside the document. */
    void entry(int depth) throws IOException {
        entries++;
        if (entries > request.maxEntries()) {
            throw new IOException(brokenBy("more than " + request.maxEntries() + " entries"));
        }
        if (depth > request.maxDepth()) {
            throw new IOException(brokenBy("nested deeper than " + request.maxDepth()));
        }
    }

    void pixels(long count) {
        if (count > 100_000_000L) {
            brokenBy("more than 100 million pixels");
        }
    }

    private String brokenBy(String what) {
        broken = broken == null ? what : broken;
        return broken;
    }

    InputStream counted(InputStream in) {
        return new FilterInputStream(in) {
            @Override
            public int read() throws IOException {
                int b = super.read();
                count(b < 0 ? 0 : 1);
                return b;
            }

            @Override
            public int read(byte[] buffer, int from, int length) throws IOException {
                int read = super.read(buffer, from, length);
                count(Math.max(0, read));
                return read;
            }

            @Override
            public void close() {
                // the archive goes on after its entry
            }
        };
    }

    private void count(int read) throws IOException {
        bytes += read;
        if (broken != null || bytes > request.maxBytes()) {
            throw new IOException(brokenBy("more than " + request.maxBytes() + " bytes inside"));
        }
        if (bytes > RATIO_FROM && bytes / Math.max(1, fileBytes) > RATIO) {
            throw new IOException(brokenBy("compressed more than " + RATIO + " times"));
        }
    }
}
