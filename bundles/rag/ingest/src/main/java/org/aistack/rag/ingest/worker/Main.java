package org.aistack.rag.ingest.worker;

import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.EOFException;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import org.aistack.rag.ingest.worker.Protocol.Ending;
import org.aistack.rag.ingest.worker.Protocol.Request;
import org.aistack.rag.ingest.worker.Protocol.Status;
import org.apache.tika.exception.EncryptedDocumentException;
import org.apache.tika.exception.ZeroByteFileException;
import org.apache.tika.metadata.Metadata;

/** Parses documents one after the other until its standard input ends. */
public final class Main {

    private static final int BUFFER = 1 << 16;
    private static final int SICK = 77;

    private Main() {}

    public static void main(String[] arguments) throws Exception {
        var in = new DataInputStream(new BufferedInputStream(System.in, BUFFER));
        var out = new DataOutputStream(new BufferedOutputStream(new FileOutputStream(FileDescriptor.out), BUFFER));
        // the streams belong to the protocol; whatever a library prints goes to the log
        System.setOut(System.err);
        System.setIn(InputStream.nullInputStream());
        var reader = new Reader();
        out.writeInt(Protocol.MAGIC);
        out.flush();
        while (true) {
            Request request;
            try {
                request = Request.read(in);
            } catch (EOFException e) {
                return;
            }
            answer(reader, request, out);
        }
    }

    private static void answer(Reader reader, Request request, DataOutputStream out) throws IOException {
        Path file = Path.of(request.path());
        var limits = new Limits(request, Files.size(file));
        var blocks = new Blocks(new BlockWriter(out, limits), limits);
        var metadata = new Metadata();
        Ending ending;
        try {
            Reader.Found found = reader.read(file, request.name(), blocks, limits, metadata);
            ending = limits.broken() == null
                    ? new Ending(
                            Status.OK,
                            found.type(),
                            found.title(),
                            blocks.writer().pages(),
                            "")
                    : ended(Status.LIMIT, metadata, limits.broken());
        } catch (VirtualMachineError e) {
            Runtime.getRuntime().halt(SICK);
            return;
        } catch (Throwable e) {
            ending = failed(e, limits, metadata);
        }
        ending.write(out);
    }

    private static Ending failed(Throwable failure, Limits limits, Metadata metadata) {
        if (limits.broken() != null) {
            return ended(Status.LIMIT, metadata, limits.broken());
        }
        for (Throwable t = failure; t != null; t = t.getCause()) {
            String message = String.valueOf(t.getMessage());
            if (t instanceof EncryptedDocumentException) {
                return ended(Status.ENCRYPTED, metadata, "");
            }
            if (message.contains("bomb")) {
                return ended(Status.LIMIT, metadata, "compressed too much");
            }
            if (t instanceof ZeroByteFileException) {
                return ended(Status.UNREADABLE, metadata, "empty");
            }
        }
        return ended(Status.UNREADABLE, metadata, failure.getClass().getName());
    }

    private static Ending ended(Status status, Metadata metadata, String detail) {
        String type = metadata.get(Metadata.CONTENT_TYPE);
        return new Ending(status, type == null ? "" : type, "", 0, detail);
    }
}
