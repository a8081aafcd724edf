package org.aistack.itests.browser;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/**
 * A headless Chromium driven over its own protocol: no driver program, no download. Each start has a fresh profile, so
 * nothing is remembered from run to run.
 */
public final class Chrome implements AutoCloseable {

    private static final Duration PATIENCE = Duration.ofSeconds(40);
    private static final List<String> NAMES = List.of("chromium", "chromium-browser", "google-chrome");
    private static final List<String> FLAGS = List.of(
            "--headless",
            "--no-sandbox",
            "--disable-gpu",
            "--disable-quic",
            "--no-first-run",
            "--disable-background-networking",
            "--disable-component-update",
            "--disable-sync",
            "--disable-dev-shm-usage",
            "--disable-default-apps",
            "--disable-extensions",
            "--remote-debugging-port=0");

    private final ObjectMapper json = new ObjectMapper();
    private final List<String> complaints = Collections.synchronizedList(new ArrayList<>());
    private final Path profile;
    private final Process process;
    private final DevTools tools;

    private Chrome(Path binary) throws IOException {
        profile = Files.createTempDirectory("aistack-chrome");
        List<String> command = new ArrayList<>(List.of(binary.toString()));
        command.addAll(FLAGS);
        command.addAll(List.of("--user-data-dir=" + profile, "about:blank"));
        process = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(profile.resolve("chrome.log").toFile())
                .start();
        try {
            tools = new DevTools(page(), this::event);
            List.of("Page", "Runtime", "Log", "DOM").forEach(domain -> tools.call(domain + ".enable", Map.of()));
            size(1280, 800);
        } catch (RuntimeException e) {
            end();
            throw e;
        }
    }

    /** The browser of this machine: the environment's {@code CHROMIUM}, else the first known name on the path. */
    public static Optional<Path> installed() {
        String named = System.getenv("CHROMIUM");
        if (named != null && !named.isBlank()) {
            return Optional.of(Path.of(named)).filter(Files::isExecutable);
        }
        String path = System.getenv().getOrDefault("PATH", "");
        return Arrays.stream(path.split(File.pathSeparator))
                .flatMap(folder -> NAMES.stream().map(name -> Path.of(folder, name)))
                .filter(Files::isExecutable)
                .findFirst();
    }

    public static Chrome start(Path binary) throws IOException {
        return new Chrome(binary);
    }

    public void open(String url) {
        JsonNode answer = tools.call("Page.navigate", Map.of("url", url));
        if (answer.has("errorText")) {
            throw new AssertionError(url + ": " + answer.get("errorText").asText());
        }
    }

    /** Sets the size of the window in CSS pixels. */
    public void size(int width, int height) {
        tools.call(
                "Emulation.setDeviceMetricsOverride",
                Map.of("width", width, "height", height, "deviceScaleFactor", 1, "mobile", false));
    }

    /** Switches what the system says it prefers. */
    public void dark(boolean dark) {
        Map<String, String> scheme = Map.of("name", "prefers-color-scheme", "value", dark ? "dark" : "light");
        tools.call("Emulation.setEmulatedMedia", Map.of("features", List.of(scheme)));
    }

    /** Waits until an element is there and visible. */
    public void await(String selector) {
        await(selector, "");
    }

    /** Waits until an element is visible and contains a text. */
    public void await(String selector, String text) {
        String condition = "[...document.querySelectorAll(" + quoted(selector)
                + ")].some(e => e.checkVisibility() && e.textContent.includes(" + quoted(text) + "))";
        until(condition, "no visible " + selector + (text.isEmpty() ? "" : " with \"" + text + '"'));
    }

    /** Waits until no visible element matches. */
    public void awaitGone(String selector) {
        String condition = "![...document.querySelectorAll(" + quoted(selector) + ")].some(e => e.checkVisibility())";
        until(condition, selector + " is still there");
    }

    /** Presses the mouse in the middle of the first visible match, as a person would. */
    public void click(String selector) {
        await(selector);
        JsonNode at = evaluate("(() => { const e = [...document.querySelectorAll(" + quoted(selector)
                + ")].find(e => e.checkVisibility()); e.scrollIntoView({block: 'center', behavior: 'instant'});"
                + " const r = e.getBoundingClientRect(); return [r.x + r.width / 2, r.y + r.height / 2]; })()");
        for (String type : List.of("mousePressed", "mouseReleased")) {
            tools.call(
                    "Input.dispatchMouseEvent",
                    Map.of(
                            "type",
                            type,
                            "x",
                            at.get(0).asDouble(),
                            "y",
                            at.get(1).asDouble(),
                            "button",
                            "left",
                            "clickCount",
                            1));
        }
    }

    /** Puts the focus on an element and enters a text, in place of what it holds. */
    public void type(String selector, String text) {
        await(selector);
        evaluate("(() => { const e = document.querySelector(" + quoted(selector) + "); e.focus(); e.select?.(); })()");
        tools.call("Input.insertText", Map.of("text", text));
    }

    /** Presses Enter in the focused element. */
    public void enter() {
        for (String type : List.of("keyDown", "keyUp")) {
            tools.call(
                    "Input.dispatchKeyEvent",
                    Map.of("type", type, "key", "Enter", "code", "Enter", "text", "\r", "windowsVirtualKeyCode", 13));
        }
    }

    /** Chooses files in a file input. */
    public void files(String selector, Path... files) {
        until("document.querySelector(" + quoted(selector) + ") !== null", "no " + selector);
        int root = tools.call("DOM.getDocument", Map.of()).at("/root/nodeId").asInt();
        int node = tools.call("DOM.querySelector", Map.of("nodeId", root, "selector", selector))
                .path("nodeId")
                .asInt();
        List<String> names = Arrays.stream(files)
                .map(file -> file.toAbsolutePath().toString())
                .toList();
        tools.call("DOM.setFileInputFiles", Map.of("nodeId", node, "files", names));
    }

    /** Visible text of the first match. */
    public String text(String selector) {
        await(selector);
        return evaluate("document.querySelector(" + quoted(selector) + ").innerText")
                .asText();
    }

    /** Value of an expression in the page; promises are awaited. */
    public JsonNode evaluate(String expression) {
        JsonNode answer = tools.call(
                "Runtime.evaluate", Map.of("expression", expression, "returnByValue", true, "awaitPromise", true));
        if (answer.has("exceptionDetails")) {
            throw new AssertionError(answer.get("exceptionDetails").toString());
        }
        return answer.at("/result/value");
    }

    /** PNG of what the window shows. */
    public byte[] screenshot() {
        String data = tools.call("Page.captureScreenshot", Map.of("format", "png"))
                .path("data")
                .asText();
        return Base64.getDecoder().decode(data);
    }

    /** Errors of the page so far: exceptions, console errors, refused contents, failed requests. */
    public List<String> complaints() {
        synchronized (complaints) {
            return List.copyOf(complaints);
        }
    }

    @Override
    public void close() {
        tools.close();
        end();
    }

    private void event(String method, JsonNode event) {
        if ("Runtime.exceptionThrown".equals(method)) {
            JsonNode details = event.path("exceptionDetails");
            complaints.add(details.path("text").asText()
                    + ' '
                    + details.at("/exception/description").asText());
        } else if ("Runtime.consoleAPICalled".equals(method)
                && "error".equals(event.path("type").asText())) {
            complaints.add("console: " + event.path("args"));
        } else if ("Log.entryAdded".equals(method)
                && "error".equals(event.at("/entry/level").asText())) {
            complaints.add(event.at("/entry/text").asText()
                    + ' '
                    + event.at("/entry/url").asText());
        }
    }

    private void until(String condition, String complaint) {
        long end = System.nanoTime() + PATIENCE.toNanos();
        while (!evaluate(condition).asBoolean()) {
            if (System.nanoTime() > end) {
                throw new AssertionError(
                        complaint + " at " + evaluate("location.href").asText() + "\n"
                                + evaluate("document.body.innerText").asText() + "\n" + complaints());
            }
            pause();
        }
    }

    /** Address of the one page; the browser writes its port into its profile when it is ready. */
    private URI page() throws IOException {
        Path port = profile.resolve("DevToolsActivePort");
        long end = System.nanoTime() + PATIENCE.toNanos();
        while (!Files.exists(port) || Files.readAllLines(port).size() < 2) {
            if (System.nanoTime() > end || !process.isAlive()) {
                throw new IllegalStateException("no browser: " + Files.readString(profile.resolve("chrome.log")));
            }
            pause();
        }
        URI list = URI.create("http://127.0.0.1:" + Files.readAllLines(port).get(0) + "/json/list");
        try (InputStream in = list.toURL().openStream()) {
            for (JsonNode target : json.readTree(in)) {
                if ("page".equals(target.path("type").asText())) {
                    return URI.create(target.path("webSocketDebuggerUrl").asText());
                }
            }
        }
        throw new IllegalStateException("the browser has no page");
    }

    private String quoted(String text) {
        try {
            return json.writeValueAsString(text);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void end() {
        process.descendants().forEach(ProcessHandle::destroyForcibly);
        process.destroyForcibly();
        try (Stream<Path> files = Files.walk(profile)) {
            process.waitFor(5, TimeUnit.SECONDS);
            files.sorted(Comparator.reverseOrder())
                    .forEach(file -> file.toFile().delete());
        } catch (IOException e) {
            // a temporary folder that stays harms nobody
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static void pause() {
        try {
            Thread.sleep(50);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }
}
