package org.aistack.ai.natives.internal;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;

/**
 * Native libraries and models as files: kept in the data folder, so that nothing is unpacked anew at each start and nothing
 * is left behind in the temporary folder when the server is killed.
 */
final class NativeFiles {

    private final Path folder;

    NativeFiles(Path folder) throws IOException {
        this.folder = Files.createDirectories(folder);
        System.setProperty("DJL_CACHE_DIR", folder.toString());
        System.setProperty("ai.djl.offline", "true");
        System.setProperty("onnxruntime.native.path", runtime().toString());
    }

    /** The file of a resource of this bundle, written when it is missing or of another length. */
    Path file(String resource, Path target) throws IOException {
        var url = NativeFiles.class.getResource(resource);
        if (url == null) {
            throw new IOException("this build carries no " + resource);
        }
        var connection = url.openConnection();
        try (InputStream in = connection.getInputStream()) {
            if (Files.isRegularFile(target) && Files.size(target) == connection.getContentLengthLong()) {
                return target;
            }
            Path part = Files.createTempFile(Files.createDirectories(target.getParent()), "part", null);
            try {
                Files.copy(in, part, StandardCopyOption.REPLACE_EXISTING);
                return Files.move(part, target, StandardCopyOption.ATOMIC_MOVE);
            } finally {
                Files.deleteIfExists(part);
            }
        }
    }

    Path model(String id) throws IOException {
        return file("/" + id + ".onnx", folder.resolve(id + ".onnx"));
    }

    private Path runtime() throws IOException {
        String platform = platform();
        Path target = folder.resolve("onnxruntime").resolve(platform);
        for (String library : new String[] {"onnxruntime", "onnxruntime4j_jni"}) {
            String name = System.mapLibraryName(library);
            file("/ai/onnxruntime/native/" + platform + "/" + name, target.resolve(name));
        }
        return target;
    }

    /** This machine in the words of onnxruntime. */
    private static String platform() {
        String os = System.getProperty("os.name").toLowerCase(java.util.Locale.ROOT);
        String system = os.contains("win") ? "win" : os.contains("mac") ? "osx" : "linux";
        return system + (System.getProperty("os.arch").equals("aarch64") ? "-aarch64" : "-x64");
    }
}
