package org.aistack.kernel.rest;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A {@code multipart/form-data} body as a parameter of a resource method. Files were streamed to disk while they arrived
 * and are deleted when the request ends; whoever wants to keep one moves it away.
 *
 * @param files the parts that have a file name, in order
 * @param fields the other parts as text; of fields with the same name the last one
 */
public record Upload(List<File> files, Map<String, String> fields) {

    /**
     * One uploaded file.
     *
     * @param field name of the part
     * @param name file name as the client says it: without folders and control characters, never empty; for showing only
     * @param type media type as the client says it; {@code application/octet-stream} when it says none
     * @param size in bytes
     * @param sha256 of the content, lower case hexadecimal
     * @param path where it lies until the request ends
     */
    public record File(String field, String name, String type, long size, String sha256, Path path) {}

    public Upload {
        files = List.copyOf(files);
        fields = Map.copyOf(fields);
    }

    public Optional<String> field(String name) {
        return Optional.ofNullable(fields.get(name));
    }
}
