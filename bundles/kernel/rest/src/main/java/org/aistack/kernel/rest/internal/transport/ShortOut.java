package org.aistack.kernel.rest.internal.transport;

import java.io.IOException;
import java.io.OutputStream;
import java.lang.reflect.Type;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import javax.ws.rs.core.GenericEntity;
import javax.ws.rs.core.HttpHeaders;
import javax.ws.rs.core.MediaType;
import javax.ws.rs.core.Response;
import org.aistack.kernel.rest.internal.json.JsonProvider;
import org.apache.cxf.jaxrs.impl.MetadataMap;
import org.apache.cxf.jaxrs.interceptor.JAXRSOutInterceptor;
import org.apache.cxf.jaxrs.model.OperationResourceInfo;
import org.apache.cxf.jaxrs.provider.ServerProviderFactory;
import org.apache.cxf.jaxrs.utils.InjectionUtils;
import org.apache.cxf.jaxrs.utils.JAXRSUtils;
import org.apache.cxf.message.Exchange;
import org.apache.cxf.message.Message;
import org.apache.cxf.message.MessageContentsList;
import org.apache.cxf.phase.AbstractPhaseInterceptor;
import org.apache.cxf.phase.Phase;

/** Gives a plain JSON answer to its writer; there is one writer, and nothing that filters or intercepts answers. */
public final class ShortOut extends AbstractPhaseInterceptor<Message> {

    private static final int MAX_KNOWN = 2_000;

    private record Kind(OperationResourceInfo method, Class<?> type) {}

    private final JAXRSOutInterceptor usual = new JAXRSOutInterceptor();
    private final Map<Kind, Type> generics = new ConcurrentHashMap<>();
    private final JsonProvider json;

    public ShortOut(JsonProvider json) {
        super(Phase.MARSHAL);
        this.json = json;
    }

    @Override
    public void handleMessage(Message message) {
        Exchange exchange = message.getExchange();
        OperationResourceInfo method = exchange.get(OperationResourceInfo.class);
        MessageContentsList answer = MessageContentsList.getContentsList(message);
        if (!(message instanceof LeanMessage)
                || method == null
                || answer == null
                || answer.size() != 1
                || exchange.get(Message.RESPONSE_CODE) != null
                || !MediaType.APPLICATION_JSON.equals(exchange.get(Message.CONTENT_TYPE))
                || !write(message, exchange, method, answer)) {
            usual.handleMessage(message);
        }
    }

    /** False when somebody else has to write it. */
    private boolean write(
            Message message, Exchange exchange, OperationResourceInfo method, MessageContentsList answer) {
        Object entity = answer.get(0);
        if (entity == null || entity instanceof Response || entity instanceof GenericEntity) {
            return false;
        }
        Class<?> type = entity.getClass();
        Type generic = generic(exchange, method, entity, type);
        if (!json.isWriteable(type, generic, method.getOutAnnotations(), MediaType.APPLICATION_JSON_TYPE)) {
            return false;
        }
        var headers = new MetadataMap<String, Object>();
        headers.putSingle(HttpHeaders.CONTENT_TYPE, MediaType.APPLICATION_JSON);
        headers.putSingle(HttpHeaders.DATE, AnswerStart.now());
        message.put(Message.PROTOCOL_HEADERS, headers);
        message.put(Message.RESPONSE_CODE, Response.Status.OK.getStatusCode());
        message.put(Message.CONTENT_TYPE, MediaType.APPLICATION_JSON);
        try {
            json.writeTo(
                    entity,
                    type,
                    generic,
                    method.getOutAnnotations(),
                    MediaType.APPLICATION_JSON_TYPE,
                    headers,
                    message.getContent(OutputStream.class));
        } catch (IOException | RuntimeException e) {
            Response failure = JAXRSUtils.convertFaultToResponse(e, message);
            answer.set(0, failure == null ? Response.serverError().build() : failure);
            message.remove(Message.PROTOCOL_HEADERS);
            return false;
        }
        ServerProviderFactory.releaseRequestState(ServerProviderFactory.getInstance(message), message);
        return true;
    }

    private Type generic(Exchange exchange, OperationResourceInfo method, Object entity, Class<?> type) {
        var kind = new Kind(method, type);
        Type known = generics.get(kind);
        if (known == null) {
            known = InjectionUtils.getGenericResponseType(
                    method.getAnnotatedMethod(),
                    method.getClassResourceInfo().getServiceClass(),
                    entity,
                    type,
                    exchange);
            if (generics.size() < MAX_KNOWN) {
                generics.put(kind, known);
            }
        }
        return known;
    }
}
