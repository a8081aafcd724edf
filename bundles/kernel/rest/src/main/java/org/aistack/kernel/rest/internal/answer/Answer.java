package org.aistack.kernel.rest.internal.answer;

import java.io.IOException;
import java.util.Map;
import javax.servlet.http.HttpServletResponse;
import javax.ws.rs.core.HttpHeaders;
import javax.ws.rs.core.Response;

/**
 * A problem ready to be sent.
 *
 * @param body {@code application/problem+json} in UTF-8
 */
public record Answer(int status, Map<String, String> headers, byte[] body) {

    public static final String TYPE = "application/problem+json";

    public Response response() {
        Response.ResponseBuilder builder = Response.status(status)
                .type(TYPE)
                .header(HttpHeaders.CONTENT_LENGTH, body.length)
                .entity(body);
        headers.forEach(builder::header);
        return builder.build();
    }

    public void send(HttpServletResponse response) throws IOException {
        if (response.isCommitted()) {
            return;
        }
        response.resetBuffer();
        response.setStatus(status);
        headers.forEach(response::setHeader);
        response.setContentType(TYPE);
        response.setContentLength(body.length);
        response.getOutputStream().write(body);
    }
}
