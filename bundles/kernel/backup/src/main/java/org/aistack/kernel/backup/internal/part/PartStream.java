package org.aistack.kernel.backup.internal.part;

import java.io.BufferedOutputStream;
import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.security.DigestOutputStream;
import java.security.MessageDigest;
import java.util.zip.GZIPOutputStream;

/** A compressed part while it is written; once it is closed it is on the disk and its hash is known. */
public final class PartStream extends FilterOutputStream {

    private static final int BUFFER = 1 << 16;

    private final FileChannel channel;
    private final MessageDigest digest;
    private String sha256;
    private long bytes;

    private PartStream(OutputStream out, FileChannel channel, MessageDigest digest) {
        super(out);
        this.channel = channel;
        this.digest = digest;
    }

    public static PartStream create(Path file) throws IOException {
        var channel = FileChannel.open(
                file, StandardOpenOption.CREATE, StandardOpenOption.TRUNCATE_EXISTING, StandardOpenOption.WRITE);
        MessageDigest digest = Hashes.digest();
        var hashed =
                new DigestOutputStream(new BufferedOutputStream(Channels.newOutputStream(channel), BUFFER), digest);
        return new PartStream(new GZIPOutputStream(hashed, BUFFER), channel, digest);
    }

    @Override
    public void write(byte[] from, int start, int length) throws IOException {
        out.write(from, start, length);
    }

    /** Ends it: everything is on the disk, and the hash is known. */
    public void finish() throws IOException {
        if (sha256 != null || !channel.isOpen()) {
            return;
        }
        try {
            ((GZIPOutputStream) out).finish();
            out.flush();
            channel.force(true);
            bytes = channel.size();
            sha256 = Hashes.text(digest);
        } finally {
            channel.close();
        }
    }

    @Override
    public void close() throws IOException {
        finish();
    }

    /** What was written, named by its place in the backup. */
    public Manifest.Part part(String path) {
        return new Manifest.Part(path, bytes, sha256);
    }
}
