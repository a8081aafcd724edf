package org.aistack.rag.ingest.worker;

import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;

/**
 * What is said between the server and its parser process. A request is {@code MAGIC, name, path, charset of raw text}
 * and the limits; the answer is any number of blocks, then an end. Texts are a length and UTF-8 bytes.
 */
public final class Protocol {

    public static final int MAGIC = 0x41535031;

    public static final int BLOCK = 'B';
    public static final int END = 'E';

    /** How parsing ended. */
    public enum Status {
        OK,
        ENCRYPTED,
        UNREADABLE,
        LIMIT
    }

    /** Kinds of blocks, in the order of their numbers on the wire. */
    public enum Kind {
        HEADING,
        PARAGRAPH,
        LIST,
        TABLE,
        CODE,
        QUOTE,
        RAW
    }

    /** No text on the wire is longer. */
    public static final int LONGEST_TEXT = 4 << 20;

    private Protocol() {}

    /** What to parse and how far to go. */
    public record Request(String name, String path, int maxChars, int maxDepth, int maxEntries, long maxBytes) {

        public void write(DataOutputStream out) throws IOException {
            out.writeInt(MAGIC);
            text(out, name);
            text(out, path);
            out.writeInt(maxChars);
            out.writeInt(maxDepth);
            out.writeInt(maxEntries);
            out.writeLong(maxBytes);
            out.flush();
        }

        /** The next request. @throws EOFException when there is none */
        public static Request read(DataInputStream in) throws IOException {
            if (in.readInt() != MAGIC) {
                throw new IOException("not a request");
            }
            return new Request(text(in), text(in), in.readInt(), in.readInt(), in.readInt(), in.readLong());
        }
    }

    /** A block of the document; the first of a table row is one with its cells divided by {@code \u001f}. */
    public record Frame(Kind kind, int level, int page, int table, int row, boolean header, String sheet, String text) {

        public void write(DataOutputStream out) throws IOException {
            out.writeByte(BLOCK);
            out.writeByte(kind.ordinal());
            out.writeInt(level);
            out.writeInt(page);
            out.writeInt(table);
            out.writeInt(row);
            out.writeBoolean(header);
            Protocol.text(out, sheet);
            Protocol.text(out, text);
        }

        /** Reads what follows the mark {@link #BLOCK}. */
        public static Frame read(DataInputStream in) throws IOException {
            int kind = in.readUnsignedByte();
            if (kind >= Kind.values().length) {
                throw new IOException("bad kind " + kind);
            }
            return new Frame(
                    Kind.values()[kind],
                    in.readInt(),
                    in.readInt(),
                    in.readInt(),
                    in.readInt(),
                    in.readBoolean(),
                    Protocol.text(in),
                    Protocol.text(in));
        }
    }

    /** The end of an answer. @param type media type by the bytes; @param detail for the log */
    public record Ending(Status status, String type, String title, int pages, String detail) {

        public void write(DataOutputStream out) throws IOException {
            out.writeByte(END);
            out.writeByte(status.ordinal());
            Protocol.text(out, type);
            Protocol.text(out, title);
            out.writeInt(pages);
            Protocol.text(out, detail);
            out.flush();
        }

        /** Reads what follows the mark {@link #END}. */
        public static Ending read(DataInputStream in) throws IOException {
            int status = in.readUnsignedByte();
            if (status >= Status.values().length) {
                throw new IOException("bad status " + status);
            }
            return new Ending(
                    Status.values()[status], Protocol.text(in), Protocol.text(in), in.readInt(), Protocol.text(in));
        }
    }

    static void text(DataOutputStream out, String text) throws IOException {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        out.writeInt(bytes.length);
        out.write(bytes);
    }

    static String text(DataInputStream in) throws IOException {
        int length = in.readInt();
        if (length < 0 || length > LONGEST_TEXT) {
            throw new IOException("bad length " + length);
        }
        byte[] bytes = new byte[length];
        in.readFully(bytes);
        return new String(bytes, StandardCharsets.UTF_8);
    }
}
