package org.aistack.kernel.observe.internal.settings;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * A settings file, read more strictly than the container does, which takes nearly anything for a setting.
 *
 * @param entries what is written, by key
 * @param broken what makes the file as a whole useless; empty when it can be used
 */
record CfgFile(Map<String, Entry> entries, List<Finding> broken) {

    private static final Pattern KEY = Pattern.compile("[A-Za-z0-9_.-]+");
    private static final Pattern UNICODE = Pattern.compile("(?<!\\\\)(?:\\\\\\\\)*\\\\u(?![0-9a-fA-F]{4})");
    private static final int MOST_BYTES = 1 << 20;
    private static final char BYTE_ORDER_MARK = '\uFEFF';

    /**
     * One setting.
     *
     * @param line where it begins, from 1
     */
    record Entry(String value, int line) {}

    /** Reads the file. */
    static CfgFile read(Path file) {
        String name = file.getFileName().toString();
        byte[] bytes;
        try {
            if (!Files.isRegularFile(file) || Files.size(file) > MOST_BYTES) {
                return useless(new Finding(name, 0, "is not a file of settings"));
            }
            bytes = Files.readAllBytes(file);
        } catch (IOException e) {
            return useless(new Finding(name, 0, "cannot be read"));
        }
        if (bytes.length == 0) {
            return useless(new Finding(name, 1, "is empty"));
        }
        try {
            var decoder = StandardCharsets.UTF_8.newDecoder();
            return parse(name, decoder.decode(ByteBuffer.wrap(bytes)).toString());
        } catch (CharacterCodingException e) {
            return useless(new Finding(name, line(bytes), "is not text in UTF-8"));
        }
    }

    private static CfgFile useless(Finding finding) {
        return new CfgFile(Map.of(), List.of(finding));
    }

    /** The line of the first byte that is no part of a text. */
    private static int line(byte[] bytes) {
        var decoder = StandardCharsets.UTF_8.newDecoder();
        var in = ByteBuffer.wrap(bytes);
        decoder.decode(in, java.nio.CharBuffer.allocate(bytes.length), true);
        int line = 1;
        for (int i = 0; i < in.position(); i++) {
            line += bytes[i] == '\n' ? 1 : 0;
        }
        return line;
    }

    private static CfgFile parse(String name, String text) {
        Map<String, Entry> entries = new LinkedHashMap<>();
        List<Finding> broken = new ArrayList<>();
        if (text.charAt(0) == BYTE_ORDER_MARK) {
            broken.add(new Finding(name, 1, "begins with a byte order mark"));
        }
        String[] lines = text.split("\r\n|\n|\r", -1);
        for (int i = 0; i < lines.length && broken.isEmpty(); i++) {
            int first = i;
            if (control(lines[i])) {
                broken.add(new Finding(name, first + 1, "holds control characters"));
            } else if (!comment(lines[i])) {
                var whole = new StringBuilder(lines[i].strip());
                while (continued(whole) && i + 1 < lines.length) {
                    whole.setLength(whole.length() - 1);
                    whole.append(lines[++i].strip());
                }
                entry(whole.toString(), first + 1, entries)
                        .ifPresent(reason -> broken.add(new Finding(name, first + 1, reason)));
            }
        }
        return new CfgFile(broken.isEmpty() ? entries : Map.of(), broken);
    }

    private static boolean control(String line) {
        return line.chars().anyMatch(c -> c < ' ' && c != '\t' && c != '\f' || c == 0x7f);
    }

    private static boolean comment(String line) {
        String start = line.stripLeading();
        return start.isEmpty() || start.charAt(0) == '#' || start.charAt(0) == '!';
    }

    private static boolean continued(CharSequence line) {
        int slashes = 0;
        for (int i = line.length() - 1; i >= 0 && line.charAt(i) == '\\'; i--) {
            slashes++;
        }
        return slashes % 2 == 1;
    }

    /** Adds what the line says, or tells why it says nothing. */
    private static Optional<String> entry(String line, int number, Map<String, Entry> entries) {
        int equals = line.indexOf('=');
        if (equals < 0) {
            return Optional.of("there is no '=' between a key and a value");
        }
        String key = line.substring(0, equals).strip();
        String value = line.substring(equals + 1).strip();
        if (!KEY.matcher(key).matches()) {
            return Optional.of("there is no key before the '='");
        }
        if (UNICODE.matcher(value).find()) {
            return Optional.of("\\u is not followed by four digits");
        }
        if (unclosed(value)) {
            return Optional.of("${ is not closed");
        }
        if (entries.put(key, new Entry(value, number)) != null) {
            return Optional.of(key + " is there twice");
        }
        return Optional.empty();
    }

    private static boolean unclosed(String value) {
        int open = value.lastIndexOf("${");
        return open >= 0 && value.indexOf('}', open) < 0;
    }
}
