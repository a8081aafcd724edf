package org.aistack.kernel.rest.internal.door;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.Locale;
import javax.servlet.http.HttpServletRequest;
import javax.servlet.http.HttpServletResponse;
import org.aistack.kernel.Problem;
import org.aistack.kernel.rest.internal.answer.Answer;
import org.aistack.kernel.rest.internal.answer.ProblemJson;
import org.aistack.kernel.rest.internal.answer.Statuses;
import org.eclipse.jetty.http.HttpFields;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.handler.ErrorHandler;

/** What the web server refuses before anybody here sees it: bad messages, headers and addresses that are too long. */
final class JettyErrors extends ErrorHandler {

    private final RequestIds ids;
    private Server server;
    private ErrorHandler before;

    JettyErrors(RequestIds ids) {
        this.ids = ids;
    }

    /** Takes the place of the page that the server of {@code request} would show. */
    synchronized void install(HttpServletRequest request) {
        Request base = server == null ? Request.getBaseRequest(request) : null;
        if (base != null && base.getHttpChannel() != null) {
            server = base.getHttpChannel().getServer();
            before = server.getBean(ErrorHandler.class);
            server.setErrorHandler(this);
        }
    }

    /** Puts the server's own page back. */
    synchronized void remove() {
        if (server != null && server.getBean(ErrorHandler.class) == this) {
            server.removeBean(this);
            if (before != null) {
                server.setErrorHandler(before);
            }
        }
    }

    @Override
    public ByteBuffer badMessageError(int status, String reason, HttpFields fields) {
        String id = ids.next();
        byte[] body = body(status, null, id);
        fields.put(HttpHeader.CONTENT_TYPE, Answer.TYPE);
        fields.put(HttpHeader.CACHE_CONTROL, "no-store");
        fields.put("X-Request-Id", id);
        fields.put("X-Content-Type-Options", "nosniff");
        fields.put("Referrer-Policy", "no-referrer");
        return ByteBuffer.wrap(body);
    }

    @Override
    public boolean errorPageForMethod(String method) {
        return true;
    }

    @Override
    protected void generateAcceptableResponse(
            Request base,
            HttpServletRequest request,
            HttpServletResponse response,
            int status,
            String message,
            String type)
            throws IOException {
        String id = ids.next();
        byte[] body = body(status, null, id);
        response.setHeader("X-Request-Id", id);
        response.setContentType(Answer.TYPE);
        response.setContentLength(body.length);
        response.getOutputStream().write(body);
        base.setHandled(true);
    }

    private static byte[] body(int status, String instance, String id) {
        Problem problem = Problem.of(Statuses.code(status));
        return ProblemJson.write(problem, status, "kernel", Locale.SIMPLIFIED_CHINESE, instance, id);
    }
}
