package org.aistack.kernel.rest.internal.transport;

import java.io.IOException;
import java.lang.reflect.Method;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import javax.ws.rs.core.MediaType;
import javax.ws.rs.core.MultivaluedMap;
import javax.ws.rs.core.Response;
import org.apache.cxf.interceptor.Fault;
import org.apache.cxf.jaxrs.impl.MetadataMap;
import org.apache.cxf.jaxrs.interceptor.JAXRSInInterceptor;
import org.apache.cxf.jaxrs.lifecycle.ResourceProvider;
import org.apache.cxf.jaxrs.model.ClassResourceInfo;
import org.apache.cxf.jaxrs.model.OperationResourceInfo;
import org.apache.cxf.jaxrs.model.URITemplate;
import org.apache.cxf.jaxrs.utils.JAXRSUtils;
import org.apache.cxf.message.Exchange;
import org.apache.cxf.message.Message;
import org.apache.cxf.phase.AbstractPhaseInterceptor;
import org.apache.cxf.phase.Phase;

/**
 * Remembers which method CXF found for an address without variables. What it finds depends on verb, address and accepted
 * types alone, so the same question has the same answer as long as the server lives.
 */
public final class ShortIn extends AbstractPhaseInterceptor<Message> {

    private static final int MAX_KNOWN = 500;
    private static final String METHOD = "org.apache.cxf.resource.method";
    private static final String OPERATION = "org.apache.cxf.resource.operation.name";

    /** Lets a request pass to a method, or throws; the same that otherwise runs as a filter. */
    @FunctionalInterface
    public interface Check {
        void pass(Message message);
    }

    private record Question(String path, String accept) {}

    private record Found(
            OperationResourceInfo method,
            ClassResourceInfo type,
            List<MediaType> accepted,
            Object produced,
            MultivaluedMap<String, String> values,
            Object template,
            Object operation,
            Check check) {}

    private final JAXRSInInterceptor usual = new JAXRSInInterceptor();
    private final Map<Question, Found> known = new ConcurrentHashMap<>();
    private final Function<Method, Check> checks;

    public ShortIn(Function<Method, Check> checks) {
        super(Phase.UNMARSHAL);
        this.checks = checks;
    }

    @Override
    public void handleMessage(Message message) {
        Exchange exchange = message.getExchange();
        if (!(message instanceof LeanMessage)
                || !"GET".equals(message.get(Message.HTTP_REQUEST_METHOD))
                || message.get(Message.CONTENT_TYPE) != null
                || exchange.get(Response.class) != null) {
            usual.handleMessage(message);
            return;
        }
        var question = new Question((String) message.get(ShortDestination.PATH_TO_MATCH), (String)
                message.get(Message.ACCEPT_CONTENT_TYPE));
        Found found = known.get(question);
        if (found == null) {
            usual.handleMessage(message);
            remember(question, message, exchange);
        } else if (!enter(found, message, exchange)) {
            // the failure lies in the exchange and is answered in the usual way
            usual.handleMessage(message);
        }
    }

    private void remember(Question question, Message message, Exchange exchange) {
        OperationResourceInfo method = exchange.get(OperationResourceInfo.class);
        if (method == null || question.path() == null || known.size() >= MAX_KNOWN || method.isSubResourceLocator()) {
            return;
        }
        ClassResourceInfo type = method.getClassResourceInfo();
        Check check = checks.apply(method.getAnnotatedMethod());
        boolean literal =
                !(type.getURITemplate().getValue() + method.getURITemplate().getValue()).contains("{");
        if (literal && check != null && !question.path().contains("//")) {
            @SuppressWarnings("unchecked")
            var values = (MultivaluedMap<String, String>) message.get(URITemplate.TEMPLATE_PARAMETERS);
            @SuppressWarnings("unchecked")
            var accepted = (List<MediaType>) exchange.get(Message.ACCEPT_CONTENT_TYPE);
            known.put(
                    question,
                    new Found(
                            method,
                            type,
                            List.copyOf(accepted),
                            exchange.get(Message.CONTENT_TYPE),
                            new MetadataMap<>(values),
                            message.get(URITemplate.URI_TEMPLATE),
                            exchange.get(OPERATION),
                            check));
        }
    }

    /** Puts everything where CXF puts it; false when the request ends here. */
    private static boolean enter(Found found, Message message, Exchange exchange) {
        exchange.put(Message.REST_MESSAGE, Boolean.TRUE);
        exchange.put(Message.ACCEPT_CONTENT_TYPE, found.accepted());
        exchange.put(Message.CONTENT_TYPE, found.produced());
        exchange.put(OperationResourceInfo.class, found.method());
        exchange.put(JAXRSUtils.ROOT_RESOURCE_CLASS, found.type());
        exchange.put(OPERATION, found.operation());
        MultivaluedMap<String, String> values = new MetadataMap<>(found.values());
        message.put(METHOD, found.method().getMethodToInvoke());
        message.put(URITemplate.TEMPLATE_PARAMETERS, values);
        message.put(URITemplate.URI_TEMPLATE, found.template());
        try {
            ResourceProvider provider = found.type().getResourceProvider();
            if (provider.isSingleton()) {
                exchange.put(Message.SERVICE_OBJECT, provider.getInstance(message));
            }
            found.check().pass(message);
            message.setContent(List.class, JAXRSUtils.processParameters(found.method(), values, message));
            return true;
        } catch (IOException | RuntimeException e) {
            fail(e instanceof Fault && e.getCause() != null ? e.getCause() : e, message, exchange);
            return false;
        }
    }

    private static void fail(Throwable failure, Message message, Exchange exchange) {
        Response answer = JAXRSUtils.convertFaultToResponse(failure, message);
        exchange.put(Response.class, answer == null ? Response.serverError().build() : answer);
        exchange.put(Throwable.class, failure);
    }
}
