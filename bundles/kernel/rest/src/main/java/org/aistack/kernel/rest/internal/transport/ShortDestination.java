package org.aistack.kernel.rest.internal.transport;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.security.Principal;
import java.util.List;
import java.util.Map;
import javax.servlet.DispatcherType;
import javax.servlet.ServletConfig;
import javax.servlet.ServletContext;
import javax.servlet.http.HttpServletRequest;
import javax.servlet.http.HttpServletResponse;
import javax.ws.rs.core.HttpHeaders;
import org.apache.cxf.Bus;
import org.apache.cxf.continuations.SuspendedInvocationException;
import org.apache.cxf.interceptor.Fault;
import org.apache.cxf.message.ExchangeImpl;
import org.apache.cxf.message.Message;
import org.apache.cxf.security.SecurityContext;
import org.apache.cxf.service.model.EndpointInfo;
import org.apache.cxf.transport.http.DestinationRegistry;
import org.apache.cxf.transport.servlet.ServletDestination;

/**
 * Makes the message of a GET or DELETE without body directly, with what JAX-RS reads and nothing else; all other requests
 * go CXF's own way. That way serves SOAP too and costs as much as everything else together.
 */
final class ShortDestination extends ServletDestination {

    static final String PATH_TO_MATCH = "path_to_match_slash";
    private static final String BASE_WITHOUT_SERVLET = "http.base.path";

    /** Who it is was found out before, by other means than the web server's. */
    private static final SecurityContext NOBODY = new SecurityContext() {
        @Override
        public Principal getUserPrincipal() {
            return null;
        }

        @Override
        public boolean isUserInRole(String role) {
            return false;
        }
    };

    private final String address;

    ShortDestination(Bus bus, DestinationRegistry registry, EndpointInfo info) throws IOException {
        super(bus, registry, info, info.getAddress());
        this.address = "/".equals(info.getAddress()) ? "" : info.getAddress();
    }

    @Override
    public void invoke(
            ServletConfig config, ServletContext context, HttpServletRequest request, HttpServletResponse response)
            throws IOException {
        if (!bare(request) || retrieveFromContinuation(request) != null) {
            super.invoke(config, context, request, response);
            return;
        }
        Message message = message(config, context, request, response);
        try {
            incomingObserver.onMessage(message);
            invokeComplete(context, request, response, message);
        } catch (SuspendedInvocationException e) {
            // its answer comes later, from another thread
            if (e.getRuntimeException() != null) {
                throw e.getRuntimeException();
            }
        } catch (Fault e) {
            throw e.getCause() instanceof RuntimeException cause ? cause : e;
        }
    }

    private static boolean bare(HttpServletRequest request) {
        String method = request.getMethod();
        return ("GET".equals(method) || "DELETE".equals(method))
                && request.getDispatcherType() == DispatcherType.REQUEST
                && request.getContentLengthLong() <= 0
                && request.getHeader("Transfer-Encoding") == null;
    }

    private Message message(
            ServletConfig config, ServletContext context, HttpServletRequest request, HttpServletResponse response) {
        var message = new LeanMessage();
        var exchange = new ExchangeImpl();
        exchange.setInMessage(message);
        exchange.setDestination(this);
        message.setExchange(exchange);
        message.setDestination(this);
        setupContinuation(message, request, response);
        message.put(HTTP_REQUEST, request);
        message.put(HTTP_RESPONSE, response);
        message.put(HTTP_CONTEXT, context);
        message.put(HTTP_CONFIG, config);
        message.put(Message.HTTP_REQUEST_METHOD, request.getMethod());
        address(message, request);
        String accept = request.getHeader(HttpHeaders.ACCEPT);
        message.put(Message.ACCEPT_CONTENT_TYPE, accept == null ? "*/*" : accept);
        message.put(Message.CONTENT_TYPE, request.getContentType());
        // else it is looked for in the headers
        message.put(Message.ONE_WAY_REQUEST, "false");
        message.put(Message.PROTOCOL_HEADERS, new RequestHeaders(request));
        message.put(SecurityContext.class, NOBODY);
        message.setContent(InputStream.class, InputStream.nullInputStream());
        var answer = new LeanMessage();
        answer.setExchange(exchange);
        // what was negotiated is put here before the answer is written
        answer.put(Message.CONTENT_TYPE, null);
        exchange.setOutMessage(answer);
        return message;
    }

    private void address(Message message, HttpServletRequest request) {
        String uri = request.getRequestURI();
        String url = request.getRequestURL().toString();
        message.put(Message.REQUEST_URI, uri);
        message.put(Message.REQUEST_URL, url);
        message.put(Message.PATH_INFO, uri);
        message.put(Message.BASE_PATH, address);
        message.put(Message.QUERY_STRING, request.getQueryString());
        if (url.endsWith(uri)) {
            message.put(BASE_WITHOUT_SERVLET, url.substring(0, url.length() - uri.length()));
        }
        if (uri.startsWith(address)) {
            String path = uri.substring(address.length());
            message.put(PATH_TO_MATCH, path.startsWith("/") ? path : "/" + path);
        }
    }

    /** The usual answer has one value for each header and needs none of CXF's policies. */
    @Override
    protected OutputStream flushHeaders(Message answer, boolean getStream) throws IOException {
        if (!getStream
                || !(answer instanceof LeanMessage)
                || !Integer.valueOf(HttpServletResponse.SC_OK).equals(answer.get(Message.RESPONSE_CODE))) {
            return super.flushHeaders(answer, getStream);
        }
        @SuppressWarnings("unchecked")
        var headers = (Map<String, List<Object>>) answer.get(Message.PROTOCOL_HEADERS);
        for (List<Object> values : headers.values()) {
            if (values.size() != 1) {
                return super.flushHeaders(answer, true);
            }
        }
        var response = (HttpServletResponse) answer.get(HTTP_RESPONSE);
        response.setStatus(HttpServletResponse.SC_OK);
        headers.forEach((name, values) -> response.setHeader(name, String.valueOf(values.get(0))));
        answer.put(RESPONSE_HEADERS_COPIED, "true");
        return response.getOutputStream();
    }
}
