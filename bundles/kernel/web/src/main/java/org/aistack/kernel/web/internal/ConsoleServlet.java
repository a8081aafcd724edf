package org.aistack.kernel.web.internal;

import java.io.IOException;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import javax.servlet.Servlet;
import javax.servlet.http.HttpServlet;
import javax.servlet.http.HttpServletRequest;
import javax.servlet.http.HttpServletResponse;
import org.osgi.framework.BundleContext;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.http.whiteboard.propertytypes.HttpWhiteboardServletName;
import org.osgi.service.http.whiteboard.propertytypes.HttpWhiteboardServletPattern;

/** The door of the console: turns requests into questions and puts the browser's guards on every answer. */
@Component(service = Servlet.class)
@HttpWhiteboardServletName("console")
@HttpWhiteboardServletPattern("/ui/*")
public final class ConsoleServlet extends HttpServlet {

    private static final long serialVersionUID = 1L;
    private static final String REQUEST_ID = "X-Request-Id";

    /** Nothing but our own files, no inline script or style, no markup from strings. */
    static final Map<String, String> GUARDS = Map.of(
            "Content-Security-Policy",
            "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data: blob:; font-src 'self'; "
                    + "connect-src 'self'; worker-src 'self'; frame-ancestors 'none'; base-uri 'none'; "
                    + "form-action 'self'; object-src 'none'; require-trusted-types-for 'script'",
            "X-Content-Type-Options",
            "nosniff",
            "X-Frame-Options",
            "DENY",
            "Referrer-Policy",
            "no-referrer",
            "Cross-Origin-Opener-Policy",
            "same-origin",
            "Cross-Origin-Resource-Policy",
            "same-origin",
            "Permissions-Policy",
            "camera=(), geolocation=(), microphone=(), payment=(), usb=()");

    private final transient Console console;

    @Activate
    public ConsoleServlet(BundleContext context, @Reference PageFolders pages) {
        this.console = new Console(Folder.of(context.getBundle(), "ui"), pages);
    }

    @Override
    protected void service(HttpServletRequest request, HttpServletResponse response) throws IOException {
        Reply reply = console.answer(ask(request, requestId(response)));
        response.setStatus(reply.status());
        GUARDS.forEach(response::setHeader);
        reply.headers().forEach(response::setHeader);
        if (reply.status() == HttpServletResponse.SC_NOT_MODIFIED) {
            return;
        }
        response.setContentLength(reply.body().length);
        if (!"HEAD".equals(request.getMethod())) {
            response.getOutputStream().write(reply.body());
        }
    }

    /** The id that the server's door has given this request; our own where there is no door. */
    private static String requestId(HttpServletResponse response) {
        String given = response.getHeader(REQUEST_ID);
        if (given != null) {
            return given;
        }
        String own = UUID.randomUUID().toString().replace("-", "");
        response.setHeader(REQUEST_ID, own);
        return own;
    }

    private static Ask ask(HttpServletRequest request, String requestId) {
        String path = request.getPathInfo() == null ? "" : request.getPathInfo();
        String accepted = request.getHeader("Accept-Encoding");
        boolean gzip = accepted != null && accepted.matches("(?i).*\\bgzip\\b(?!\\s*;\\s*q=0(\\.0*)?\\s*(,|$)).*");
        boolean english = request.getHeader("Accept-Language") != null
                && "en".equals(request.getLocale().getLanguage());
        Locale locale = english ? Locale.ENGLISH : Locale.SIMPLIFIED_CHINESE;
        return new Ask(request.getMethod(), path, request.getHeader("If-None-Match"), gzip, locale, requestId);
    }
}
