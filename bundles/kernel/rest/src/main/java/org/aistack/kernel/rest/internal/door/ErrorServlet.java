package org.aistack.kernel.rest.internal.door;

import java.io.IOException;
import javax.servlet.RequestDispatcher;
import javax.servlet.http.HttpServlet;
import javax.servlet.http.HttpServletRequest;
import javax.servlet.http.HttpServletResponse;
import org.aistack.kernel.rest.internal.answer.Problems;

/** What servlets of others answer with {@code sendError} or throw. */
public final class ErrorServlet extends HttpServlet {

    private static final long serialVersionUID = 1L;

    @Override
    protected void service(HttpServletRequest request, HttpServletResponse response) throws IOException {
        Call call = Call.of(request);
        Object status = request.getAttribute(RequestDispatcher.ERROR_STATUS_CODE);
        if (call != null && !response.isCommitted()) {
            Problems.answer(status instanceof Integer code ? code : 500, call).send(response);
        }
    }
}
