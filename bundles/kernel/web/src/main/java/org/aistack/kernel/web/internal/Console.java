package org.aistack.kernel.web.internal;

import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.aistack.kernel.Code;
import org.aistack.kernel.KernelError;

/**
 * Decides what each address below {@code /ui/} answers.
 *
 * <pre>
 *   /                            index.html, never stored
 *   /a/{digest}/{file}           a file of the shell, for ever
 *   /{file}                      the same, asked again each time
 *   /c/{id}/{edition}/{file}     a file of a capability, for ever
 *   /c/{id}/{version}/{file}     the same, asked again each time
 *   /anything/without/dot        index.html: a route of the console
 * </pre>
 */
final class Console {

    private static final String INDEX = "index.html";
    private static final String ASSETS = "/a/";
    private static final String PAGES = "/c/";
    private static final String FOR_EVER = "public, max-age=31536000, immutable";
    private static final String ASK_AGAIN = "no-cache";

    private final Folder shell;
    private final PageFolders pages;
    private final String assets;
    private final WebFile index;

    Console(Folder shell, PageFolders pages) {
        this.shell = shell;
        this.pages = pages;
        this.assets = ASSETS + shell.digest() + '/';
        String html = new String(shell.file(INDEX).orElseThrow().bytes(), StandardCharsets.UTF_8);
        byte[] linked = html.replace("{assets}", "/ui" + assets).getBytes(StandardCharsets.UTF_8);
        this.index = WebFile.of(INDEX, linked);
    }

    Reply answer(Ask ask) {
        if (!ask.reads()) {
            return problem(ask, 405, KernelError.METHOD_NOT_ALLOWED, Map.of("Allow", "GET, HEAD"));
        }
        String path = ask.path();
        if (path.isEmpty()) {
            return Reply.empty(308, Map.of("Location", "/ui/", "Cache-Control", ASK_AGAIN));
        }
        if (path.startsWith(assets)) {
            return file(ask, shell.file(path.substring(assets.length())), FOR_EVER);
        }
        if (path.startsWith(PAGES)) {
            return page(ask, path.substring(PAGES.length()).split("/", 3));
        }
        if (path.equals('/' + INDEX) || path.indexOf('.') < 0) {
            return send(ask, index, Map.of("Cache-Control", "no-store"));
        }
        return file(ask, shell.file(path.substring(1)), ASK_AGAIN);
    }

    private Reply page(Ask ask, String[] parts) {
        if (parts.length < 3) {
            return file(ask, Optional.empty(), ASK_AGAIN);
        }
        String cache = pages.isEdition(parts[0], parts[1]) ? FOR_EVER : ASK_AGAIN;
        return file(ask, pages.file(parts[0], parts[1], parts[2]), cache);
    }

    private static Reply file(Ask ask, Optional<WebFile> found, String cache) {
        if (found.isEmpty()) {
            return problem(ask, 404, KernelError.NOT_FOUND, Map.of());
        }
        WebFile file = found.get();
        String etag = file.etag(ask.gzip() && file.gzip() != null);
        Map<String, String> headers = Map.of("Cache-Control", cache, "ETag", etag, "Vary", "Accept-Encoding");
        return ask.holds(etag) ? Reply.empty(304, headers) : send(ask, file, headers);
    }

    private static Reply send(Ask ask, WebFile file, Map<String, String> more) {
        Map<String, String> headers = new HashMap<>(more);
        headers.put("Content-Type", file.type());
        headers.put("Vary", "Accept-Encoding");
        if (!ask.gzip() || file.gzip() == null) {
            return new Reply(200, headers, file.bytes());
        }
        headers.put("Content-Encoding", "gzip");
        return new Reply(200, headers, file.gzip());
    }

    private static Reply problem(Ask ask, int status, Code code, Map<String, String> more) {
        Map<String, String> headers = new HashMap<>(more);
        ProblemPage page = ProblemPage.of(status, code, ask);
        headers.put("Content-Type", "application/problem+json");
        headers.put("Cache-Control", "no-store");
        return new Reply(status, headers, page.json());
    }
}
