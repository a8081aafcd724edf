package org.aistack.kernel.rest.internal.upload;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.lang.annotation.Annotation;
import java.lang.reflect.Type;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.DigestOutputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import javax.ws.rs.Consumes;
import javax.ws.rs.core.MediaType;
import javax.ws.rs.core.MultivaluedMap;
import javax.ws.rs.ext.MessageBodyReader;
import javax.ws.rs.ext.Provider;
import org.aistack.kernel.rest.Upload;
import org.aistack.kernel.rest.internal.door.Call;
import org.aistack.kernel.rest.internal.door.Limited;

/** Streams uploaded files to disk; they go when the request ends, however it ends. */
@Provider
@Consumes("multipart/form-data")
public final class UploadReader implements MessageBodyReader<Upload> {

    private static final int MAX_PARTS = 20;
    private static final int MAX_FIELD = 1 << 20;

    private final Path folder;

    public UploadReader(Path folder) {
        this.folder = folder;
    }

    @Override
    public boolean isReadable(Class<?> type, Type generic, Annotation[] annotations, MediaType media) {
        return type == Upload.class;
    }

    @Override
    public Upload readFrom(
            Class<Upload> type,
            Type generic,
            Annotation[] annotations,
            MediaType media,
            MultivaluedMap<String, String> headers,
            InputStream in)
            throws IOException {
        Call call = Call.current().orElseThrow();
        String boundary = media.getParameters().get("boundary");
        if (boundary == null || boundary.isEmpty() || boundary.length() > 70) {
            throw Parts.malformed();
        }
        Spool spool = new Spool(folder);
        call.atEnd(spool::delete);
        Upload upload = spool.read(new Parts(in, boundary));
        call.body(spool.digest());
        return upload;
    }

    /** The files of one upload. */
    private static final class Spool {
        private final Path folder;
        private final List<Path> paths = new ArrayList<>();
        private final List<Upload.File> files = new ArrayList<>();
        private final Map<String, String> fields = new LinkedHashMap<>();
        private final MessageDigest all = sha256();

        Spool(Path folder) {
            this.folder = folder;
        }

        Upload read(Parts parts) throws IOException {
            int count = 0;
            for (var headers = parts.next(); headers.isPresent(); headers = parts.next()) {
                if (++count > MAX_PARTS) {
                    throw Limited.tooLarge(MAX_PARTS);
                }
                part(parts, headers.get());
            }
            return new Upload(files, fields);
        }

        private void part(Parts parts, Map<String, String> headers) throws IOException {
            String disposition = headers.getOrDefault("content-disposition", "");
            String name = Header.parameter(disposition, "name");
            if (name == null || !disposition.startsWith("form-data")) {
                throw Parts.malformed();
            }
            String fileName = Header.parameter(disposition, "filename");
            all.update((name + "|" + fileName + "|").getBytes(StandardCharsets.UTF_8));
            if (fileName == null) {
                fields.put(name, field(parts));
            } else {
                String type =
                        Optional.ofNullable(headers.get("content-type")).orElse(MediaType.APPLICATION_OCTET_STREAM);
                files.add(file(parts, name, Header.fileName(fileName), type));
            }
        }

        private String field(Parts parts) throws IOException {
            var text = new ByteArrayOutputStream() {
                @Override
                public synchronized void write(byte[] bytes, int offset, int length) {
                    if (count + length > MAX_FIELD) {
                        throw Limited.tooLarge(MAX_FIELD);
                    }
                    super.write(bytes, offset, length);
                }
            };
            parts.copy(text);
            all.update(text.toByteArray());
            return text.toString(StandardCharsets.UTF_8);
        }

        private Upload.File file(Parts parts, String field, String name, String type) throws IOException {
            Path path = Files.createTempFile(Files.createDirectories(folder), "upload", null);
            paths.add(path);
            MessageDigest digest = sha256();
            try (OutputStream out = new DigestOutputStream(Files.newOutputStream(path), digest)) {
                parts.copy(out);
            }
            byte[] hash = digest.digest();
            all.update(hash);
            return new Upload.File(
                    field, name, type, Files.size(path), HexFormat.of().formatHex(hash), path);
        }

        byte[] digest() {
            return all.digest();
        }

        void delete() {
            for (Path path : paths) {
                try {
                    Files.deleteIfExists(path);
                } catch (IOException e) {
                    // the next start empties the folder
                    path.toFile().deleteOnExit();
                }
            }
        }
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
