package org.aistack.kernel.web.internal;

import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertFalse;
import static org.junit.Assert.assertTrue;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import javax.servlet.ServletOutputStream;
import javax.servlet.WriteListener;
import javax.servlet.http.HttpServletRequest;
import javax.servlet.http.HttpServletResponse;
import org.junit.Test;

public class ConsoleServletTest {

    private final FakeFramework framework = new FakeFramework();
    private final ConsoleServlet servlet = new ConsoleServlet(
            framework.context("org.aistack.kernel.web", "0.1.0", Path.of("src/main/resources")),
            new PageFolders(framework.context()));

    @Test
    public void everyAnswerCarriesTheGuards() throws IOException {
        for (String path : new String[] {"/", "/none.js", "/js/main.js", null}) {
            Answer answer = call("GET", path, Map.of());
            String policy = answer.headers.get("Content-Security-Policy");
            assertTrue(policy.startsWith("default-src 'none'; script-src 'self'; style-src 'self';"));
            assertTrue(policy.endsWith("require-trusted-types-for 'script'"));
            assertFalse(policy.contains("unsafe"));
            assertEquals("nosniff", answer.headers.get("X-Content-Type-Options"));
            assertEquals("same-origin", answer.headers.get("Cross-Origin-Opener-Policy"));
            assertEquals("same-origin", answer.headers.get("Cross-Origin-Resource-Policy"));
        }
    }

    @Test
    public void aProblemNamesItsRequest() throws IOException {
        Answer answer = call("GET", "/none.js", Map.of());
        String id = answer.headers.get("X-Request-Id");
        assertTrue(answer.body.toString().contains("\"request_id\":\"" + id + '"'));
    }

    @Test
    public void headHasTheLengthButNoBody() throws IOException {
        Answer get = call("GET", "/js/main.js", Map.of());
        Answer head = call("HEAD", "/js/main.js", Map.of());
        assertEquals(get.body.size(), head.length);
        assertEquals(0, head.body.size());
    }

    @Test
    public void gzipIsSentOnlyToThoseWhoWantIt() throws IOException {
        assertEquals("gzip", encoding("gzip, deflate, br"));
        assertEquals("gzip", encoding("br;q=1.0, gzip;q=0.5"));
        assertEquals(null, encoding("gzip;q=0"));
        assertEquals(null, encoding("identity"));
        assertEquals(null, call("GET", "/js/main.js", Map.of()).headers.get("Content-Encoding"));
    }

    @Test
    public void whatTheBrowserHoldsIsNotSentAgain() throws IOException {
        String etag = call("GET", "/js/main.js", Map.of()).headers.get("ETag");
        Answer again = call("GET", "/js/main.js", Map.of("If-None-Match", etag));
        assertEquals(304, again.status);
        assertEquals(0, again.body.size());
    }

    private String encoding(String accepted) throws IOException {
        return call("GET", "/js/main.js", Map.of("Accept-Encoding", accepted))
                .headers
                .get("Content-Encoding");
    }

    private Answer call(String method, String path, Map<String, String> headers) throws IOException {
        Answer answer = new Answer();
        HttpServletRequest request = FakeFramework.proxy(HttpServletRequest.class, (name, arguments) -> switch (name) {
            case "getMethod" -> method;
            case "getPathInfo" -> path;
            case "getHeader" -> headers.get((String) arguments[0]);
            case "getLocale" -> Locale.ENGLISH;
            default -> null;
        });
        servlet.service(request, FakeFramework.proxy(HttpServletResponse.class, answer::take));
        return answer;
    }

    private static final class Answer extends ServletOutputStream {

        private final Map<String, String> headers = new HashMap<>();
        private final ByteArrayOutputStream body = new ByteArrayOutputStream();
        private int status;
        private int length;

        Object take(String name, Object[] arguments) {
            switch (name) {
                case "getHeader" -> {
                    return headers.get((String) arguments[0]);
                }
                case "setStatus" -> status = (int) arguments[0];
                case "setHeader" -> headers.put((String) arguments[0], (String) arguments[1]);
                case "setContentLength" -> length = (int) arguments[0];
                default -> {
                    return this;
                }
            }
            return null;
        }

        @Override
        public void write(int b) {
            body.write(b);
        }

        @Override
        public boolean isReady() {
            return true;
        }

        @Override
        public void setWriteListener(WriteListener listener) {
            // never asynchronous here
        }
    }
}
