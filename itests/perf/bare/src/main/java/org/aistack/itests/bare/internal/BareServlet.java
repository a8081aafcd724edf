package org.aistack.itests.bare.internal;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.ObjectWriter;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import javax.servlet.Servlet;
import javax.servlet.http.HttpServlet;
import javax.servlet.http.HttpServletRequest;
import javax.servlet.http.HttpServletResponse;
import org.aistack.kernel.access.Authenticator;
import org.aistack.kernel.access.Caller;
import org.aistack.kernel.access.Guard;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ReferenceCardinality;
import org.osgi.service.component.annotations.ReferencePolicyOption;

/** What the same answer costs without the REST path: token, permission, record, the same mapper, and nothing else. */
@Component(
        service = Servlet.class,
        property = {
            "osgi.http.whiteboard.servlet.pattern=/record",
            "osgi.http.whiteboard.servlet.name=bare",
            "osgi.http.whiteboard.context.select=(osgi.http.whiteboard.context.name=bare)"
        })
public final class BareServlet extends HttpServlet {

    private static final long serialVersionUID = 1L;
    private static final String SCHEME = "Bearer ";

    private final transient Guard guard;
    private final transient List<Authenticator> authenticators;
    private final transient ObjectWriter writer;

    @Activate
    public BareServlet(
            @Reference Guard guard,
            @Reference(cardinality = ReferenceCardinality.AT_LEAST_ONE, policyOption = ReferencePolicyOption.GREEDY)
                    List<Authenticator> authenticators,
            @Reference(target = "(name=aistack)") ObjectMapper mapper) {
        this.guard = guard;
        this.authenticators = authenticators;
        this.writer = mapper.writerFor(Fixed.class);
    }

    @Override
    protected void doGet(HttpServletRequest request, HttpServletResponse response) throws IOException {
        Optional<Caller> caller = caller(request.getHeader("Authorization"));
        if (caller.isEmpty() || !guard.permits(caller.get(), Fixed.PERMISSION)) {
            response.setStatus(caller.isEmpty() ? 401 : 403);
            return;
        }
        byte[] body = writer.writeValueAsBytes(Fixed.RECORD);
        response.setContentType("application/json");
        response.setContentLength(body.length);
        response.getOutputStream().write(body);
    }

    private Optional<Caller> caller(String header) {
        if (header == null || !header.startsWith(SCHEME)) {
            return Optional.empty();
        }
        String token = header.substring(SCHEME.length());
        for (Authenticator authenticator : authenticators) {
            Optional<Caller> caller = authenticator.authenticate("bearer", token);
            if (caller.isPresent()) {
                return caller;
            }
        }
        return Optional.empty();
    }
}
