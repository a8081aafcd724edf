package org.aistack.kernel.web.internal;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.Assert.assertArrayEquals;
import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertFalse;
import static org.junit.Assert.assertNotEquals;
import static org.junit.Assert.assertTrue;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.zip.GZIPInputStream;
import org.junit.Before;
import org.junit.Test;

public class ConsoleTest {

    private static final Path UI = Path.of("src/main/resources/ui");

    private final FakeFramework framework = new FakeFramework();
    private PageFolders pages;
    private Console console;

    @Before
    public void open() {
        pages = new PageFolders(framework.context());
        console = new Console(
                Folder.of(FakeFramework.bundle("org.aistack.kernel.web", "0.1.0", UI.getParent()), "ui"), pages);
    }

    @Test
    public void theAddressWithoutSlashLeadsToTheConsole() {
        Reply reply = get("");
        assertEquals(308, reply.status());
        assertEquals("/ui/", reply.headers().get("Location"));
    }

    @Test
    public void theFirstPageIsNeverStoredAndNamesFilesThatExist() {
        Reply reply = get("/");
        assertEquals("no-store", reply.headers().get("Cache-Control"));
        assertEquals("text/html; charset=utf-8", reply.headers().get("Content-Type"));
        Matcher link = Pattern.compile("(?:src|href)=\"/ui([^\"]+)\"").matcher(text(reply));
        int links = 0;
        while (link.find()) {
            assertEquals(link.group(1), 200, get(link.group(1)).status());
            links++;
        }
        assertTrue("links: " + links, links > 3);
    }

    @Test
    public void filesUnderTheirDigestAreKeptForEver() {
        Reply reply = get(asset("js/main.js"));
        assertEquals("public, max-age=31536000, immutable", reply.headers().get("Cache-Control"));
        assertEquals("text/javascript; charset=utf-8", reply.headers().get("Content-Type"));
        assertEquals(404, get("/a/0000000000000000/js/main.js").status());
    }

    @Test
    public void filesUnderTheirPlainNameAreAskedAgainAndConfirmed() throws IOException {
        Reply first = get("/js/main.js");
        String etag = first.headers().get("ETag");
        assertEquals("no-cache", first.headers().get("Cache-Control"));
        assertArrayEquals(Files.readAllBytes(UI.resolve("js/main.js")), first.body());
        Reply second = console.answer(new Ask("GET", "/js/main.js", "\"other\", " + etag, false, Locale.ENGLISH, "r1"));
        assertEquals(304, second.status());
        assertEquals(etag, second.headers().get("ETag"));
        assertEquals(0, second.body().length);
    }

    @Test
    public void whoReadsGzipGetsItUnderAnotherValidator() throws IOException {
        Reply packed = console.answer(new Ask("GET", "/css/base.css", null, true, Locale.ENGLISH, "r1"));
        assertEquals("gzip", packed.headers().get("Content-Encoding"));
        assertEquals("Accept-Encoding", packed.headers().get("Vary"));
        assertNotEquals(
                get("/css/base.css").headers().get("ETag"), packed.headers().get("ETag"));
        try (GZIPInputStream in = new GZIPInputStream(new ByteArrayInputStream(packed.body()))) {
            assertArrayEquals(Files.readAllBytes(UI.resolve("css/base.css")), in.readAllBytes());
        }
    }

    @Test
    public void anUnknownRouteIsTheConsoleAndAnUnknownFileIsAProblem() {
        assertTrue(text(get("/documents/7")).contains("<!doctype html>"));
        Reply missing = get("/js/none.js");
        assertEquals(404, missing.status());
        assertEquals("application/problem+json", missing.headers().get("Content-Type"));
        assertTrue(text(missing).contains("\"code\":\"kernel.not-found\""));
        assertTrue(text(missing).contains("\"request_id\":\"r1\""));
    }

    @Test
    public void problemsSpeakTheLanguageOfTheReader() {
        Ask chinese = new Ask("GET", "/none.js", null, false, Locale.SIMPLIFIED_CHINESE, "r1");
        assertTrue(text(console.answer(chinese)).contains("\\u672a\\u627e\\u5230"));
        assertTrue(text(get("/none.js")).contains("Not found"));
    }

    @Test
    public void foldersAreNotListed() {
        assertTrue(text(get("/js/")).contains("<!doctype html>"));
        assertEquals(404, get("/c/notes/0.1.0/").status());
    }

    @Test
    public void noPathLeadsOutOfAFolder() {
        framework.start("org.aistack.ops.notes", "0.1.0", Path.of("src/test/resources/notes"));
        for (String path : new String[] {
            "/../META-INF/MANIFEST.MF",
            "/js/../../META-INF/MANIFEST.MF",
            "/..\\pom.xml",
            "//etc/passwd.txt",
            "/c/notes/0.1.0/../secret.txt",
            "/c/notes/0.1.0/..\\secret.txt",
            "/c/notes/0.1.0//secret.txt",
            "/c/../js/main.js",
            "/c/notes/0.1.0/\0page.js",
            "/a/../js/main.js",
            "/c/notes/0.1.0/./page.js"
        }) {
            assertEquals(path, 404, get(path).status());
        }
    }

    @Test
    public void thePagesOfACapabilityComeAndGoWithItsBundle() {
        assertEquals(404, get("/c/notes/0.1.0/page.js").status());
        framework.start("org.aistack.ops.notes", "0.1.0", Path.of("src/test/resources/notes"));
        Reply page = get("/c/notes/0.1.0/page.js");
        assertEquals(200, page.status());
        assertEquals("no-cache", page.headers().get("Cache-Control"));
        assertEquals(200, get("/c/notes/0.1.0/deep/part.js").status());
        assertEquals(404, get("/c/notes/0.2.0/page.js").status());
        Reply edition = get("/c/notes/0.1.0-1700000000000/page.js");
        assertEquals("public, max-age=31536000, immutable", edition.headers().get("Cache-Control"));
        assertEquals(404, get("/c/notes/0.1.0-1600000000000/page.js").status());
        framework.stop("org.aistack.ops.notes");
        assertEquals(404, get("/c/notes/0.1.0/page.js").status());
    }

    @Test
    public void bundlesOfOthersHaveNoPages() {
        framework.start("com.example.notes", "0.1.0", Path.of("src/test/resources/notes"));
        assertEquals(404, get("/c/notes/0.1.0/page.js").status());
    }

    @Test
    public void onlyReadingIsPossible() {
        Reply reply = console.answer(new Ask("POST", "/", null, false, Locale.ENGLISH, "r1"));
        assertEquals(405, reply.status());
        assertEquals("GET, HEAD", reply.headers().get("Allow"));
        assertEquals(
                200,
                console.answer(new Ask("HEAD", "/", null, false, Locale.ENGLISH, "r1"))
                        .status());
    }

    @Test
    public void theConsoleNeedsNothingFromElsewhereAndNothingInline() throws IOException {
        try (var files = Files.walk(UI)) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                String text = Files.readString(file).replace("http://www.w3.org/2000/svg", "");
                assertFalse(file + " names another origin", text.matches("(?s).*(https?:)?//[a-z0-9-]+\\.[a-z].*"));
                assertFalse(
                        file + " builds markup from text",
                        text.matches("(?s).*(innerHTML|outerHTML|insertAdjacentHTML|document\\.write|\\beval\\().*"));
            }
        }
        String index = Files.readString(UI.resolve("index.html"));
        assertFalse(index.matches("(?s).*(<style|style=|\\son[a-z]+=|<script>|<script type=\"module\">).*"));
    }

    @Test
    public void allImportsOfTheScriptsExist() throws IOException {
        Pattern imported = Pattern.compile("from '(\\.[^']+)'");
        try (var files = Files.walk(UI.resolve("js"))) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                imported.matcher(Files.readString(file)).results().forEach(found -> {
                    Path target =
                            file.getParent().resolve(URI.create(found.group(1)).getPath());
                    assertTrue(file + " imports " + found.group(1), Files.isRegularFile(target));
                });
            }
        }
    }

    private String asset(String file) {
        Matcher base = Pattern.compile("/ui(/a/[0-9a-f]+/)").matcher(text(get("/")));
        assertTrue(base.find());
        return base.group(1) + file;
    }

    private Reply get(String path) {
        return console.answer(new Ask("GET", path, null, false, Locale.ENGLISH, "r1"));
    }

    private static String text(Reply reply) {
        return new String(reply.body(), UTF_8);
    }
}
