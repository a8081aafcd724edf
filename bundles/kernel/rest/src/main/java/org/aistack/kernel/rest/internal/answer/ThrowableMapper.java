package org.aistack.kernel.rest.internal.answer;

import javax.ws.rs.core.Response;
import javax.ws.rs.ext.ExceptionMapper;
import javax.ws.rs.ext.Provider;
import org.aistack.kernel.rest.internal.door.Call;

/** Everything that is thrown becomes a problem. */
@Provider
public final class ThrowableMapper implements ExceptionMapper<Throwable> {

    @Override
    public Response toResponse(Throwable thrown) {
        return Problems.answer(thrown, Call.current().orElseThrow()).response();
    }
}
