package org.aistack.kernel.rest.internal.transport;

import java.util.Map;
import org.apache.cxf.Bus;
import org.apache.cxf.endpoint.Endpoint;
import org.apache.cxf.message.Exchange;
import org.apache.cxf.message.MessageImpl;
import org.apache.cxf.service.model.EndpointInfo;

/** A message that looks a property up layer by layer; CXF's own merges all layers into a map for every message. */
final class LeanMessage extends MessageImpl {

    private static final long serialVersionUID = 1L;
    private static final int SIZE = 64;

    LeanMessage() {
        super(SIZE, 1);
    }

    @Override
    public Object getContextualProperty(String key) {
        Object own = get(key);
        Exchange exchange = getExchange();
        if (own != null || exchange == null || containsKey(key)) {
            return own;
        }
        Object value = exchange.get(key);
        Endpoint endpoint = exchange.getEndpoint();
        if (value == null && endpoint != null) {
            value = of(endpoint, key);
        }
        if (value == null && exchange.getService() != null) {
            value = exchange.getService().get(key);
        }
        Bus bus = exchange.getBus();
        return value == null && bus != null ? in(bus.getProperties(), key) : value;
    }

    private static Object of(Endpoint endpoint, String key) {
        Object value = endpoint.get(key);
        EndpointInfo info = endpoint.getEndpointInfo();
        if (value == null && info != null) {
            value = in(info.getProperties(), key);
            if (value == null && info.getBinding() != null) {
                value = in(info.getBinding().getProperties(), key);
            }
        }
        return value;
    }

    private static Object in(Map<String, Object> properties, String key) {
        return properties == null ? null : properties.get(key);
    }
}
