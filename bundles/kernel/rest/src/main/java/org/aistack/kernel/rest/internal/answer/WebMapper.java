package org.aistack.kernel.rest.internal.answer;

import javax.ws.rs.WebApplicationException;
import javax.ws.rs.core.HttpHeaders;
import javax.ws.rs.core.Response;
import javax.ws.rs.ext.ExceptionMapper;
import javax.ws.rs.ext.Provider;
import org.aistack.kernel.rest.internal.door.Call;

/** What JAX-RS itself refuses; redirections and finished answers pass. */
@Provider
public final class WebMapper implements ExceptionMapper<WebApplicationException> {

    @Override
    public Response toResponse(WebApplicationException thrown) {
        Response given = thrown.getResponse();
        if (given.getStatus() < 400) {
            return given;
        }
        Response answer = Problems.answer(thrown, Call.current().orElseThrow()).response();
        String allow = given.getHeaderString(HttpHeaders.ALLOW);
        return allow == null
                ? answer
                : Response.fromResponse(answer).header(HttpHeaders.ALLOW, allow).build();
    }
}
