package org.aistack.rag.ingest.worker;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.Charset;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import org.apache.tika.io.TikaInputStream;
import org.apache.tika.parser.txt.CharsetDetector;
import org.apache.tika.parser.txt.CharsetMatch;
import org.xml.sax.SAXException;

/** Plain text whatever its encoding: byte order mark, then UTF-8 if it is valid, then Chinese, then statistics. */
final class Texts {

    private static final int SAMPLE = 64 << 10;
    private static final int PIECE = 16 << 10;
    private static final double COMMON_HAN = 0.7;

    private Texts() {}

    static void read(TikaInputStream in, Reader.Raw target) throws IOException, SAXException {
        byte[] head = in.readNBytes(SAMPLE);
        Charset charset = charset(head);
        InputStream all = new java.io.SequenceInputStream(new ByteArrayInputStream(head), in);
        var reader = new InputStreamReader(all, charset);
        char[] buffer = new char[PIECE];
        boolean first = true;
        int kept = 0;
        int read;
        while ((read = reader.read(buffer, kept, buffer.length - kept)) >= 0) {
            int length = kept + read;
            kept = length > 0 && Character.isHighSurrogate(buffer[length - 1]) ? 1 : 0;
            int from = first && length > 0 && buffer[0] == '\ufeff' ? 1 : 0;
            if (length - kept > from) {
                target.take(new String(buffer, from, length - kept - from));
                first = false;
            }
            buffer[0] = kept == 1 ? buffer[length - 1] : buffer[0];
        }
    }

    static Charset charset(byte[] head) {
        if (head.length >= 2 && head[0] == (byte) 0xfe && head[1] == (byte) 0xff) {
            return StandardCharsets.UTF_16BE;
        }
        if (head.length >= 2 && head[0] == (byte) 0xff && head[1] == (byte) 0xfe) {
            return StandardCharsets.UTF_16LE;
        }
        if (valid(head, StandardCharsets.UTF_8)) {
            return StandardCharsets.UTF_8;
        }
        var detector = new CharsetDetector();
        detector.setText(head);
        CharsetMatch[] matches = detector.detectAll();
        int asian = 0;
        for (CharsetMatch match : matches) {
            boolean other = match.getName().matches("Shift_JIS|EUC-JP|EUC-KR|Big5");
            asian = other ? Math.max(asian, match.getConfidence()) : asian;
        }
        if (asian < 60 && valid(head, Charset.forName("GB18030")) && commonHan(head) >= COMMON_HAN) {
            return Charset.forName("GB18030");
        }
        for (CharsetMatch match : matches) {
            if (Charset.isSupported(match.getName())) {
                return Charset.forName(match.getName());
            }
        }
        return StandardCharsets.ISO_8859_1;
    }

    /** The share of pairs of high bytes that are the 3,755 everyday characters of GB 2312 or its punctuation. */
    private static double commonHan(byte[] bytes) {
        int pairs = 0;
        int common = 0;
        for (int i = 0; i + 1 < bytes.length; i++) {
            int high = bytes[i] & 0xff;
            if (high >= 0x80) {
                int low = bytes[++i] & 0xff;
                pairs++;
                common += low >= 0xa1 && (high >= 0xb0 && high <= 0xd7 || high == 0xa1 || high == 0xa3) ? 1 : 0;
            }
        }
        return pairs == 0 ? 0 : (double) common / pairs;
    }

    private static boolean valid(byte[] bytes, Charset charset) {
        // the sample may end inside a character
        for (int cut = 0; cut < 4 && cut <= bytes.length; cut++) {
            try {
                charset.newDecoder()
                        .onMalformedInput(CodingErrorAction.REPORT)
                        .onUnmappableCharacter(CodingErrorAction.REPORT)
                        .decode(ByteBuffer.wrap(bytes, 0, bytes.length - cut));
                return true;
            } catch (CharacterCodingException e) {
                if (bytes.length < SAMPLE) {
                    return false;
                }
            }
        }
        return false;
    }
}
