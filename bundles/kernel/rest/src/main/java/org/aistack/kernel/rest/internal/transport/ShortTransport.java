package org.aistack.kernel.rest.internal.transport;

import java.io.IOException;
import org.apache.cxf.Bus;
import org.apache.cxf.service.model.EndpointInfo;
import org.apache.cxf.transport.Destination;
import org.apache.cxf.transport.http.AbstractHTTPDestination;
import org.apache.cxf.transport.http.DestinationRegistry;
import org.apache.cxf.transport.http.HTTPTransportFactory;

/** Gives servers destinations with a short path for requests without body. */
public final class ShortTransport extends HTTPTransportFactory {

    public ShortTransport(DestinationRegistry registry) {
        super(registry);
    }

    @Override
    public Destination getDestination(EndpointInfo info, Bus bus) throws IOException {
        synchronized (registry) {
            AbstractHTTPDestination known = registry.getDestinationForPath(info.getAddress());
            if (known == null) {
                known = new ShortDestination(bus, registry, info);
                registry.addDestination(known);
                known.finalizeConfig();
            }
            return known;
        }
    }
}
