package org.aistack.kernel.rest.internal.publish;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.aistack.kernel.rest.internal.Gate;
import org.aistack.kernel.rest.internal.answer.ThrowableMapper;
import org.aistack.kernel.rest.internal.answer.WebMapper;
import org.aistack.kernel.rest.internal.guard.CallInvoker;
import org.aistack.kernel.rest.internal.guard.Security;
import org.aistack.kernel.rest.internal.guard.Sizes;
import org.aistack.kernel.rest.internal.json.JsonProvider;
import org.aistack.kernel.rest.internal.replay.Replay;
import org.aistack.kernel.rest.internal.transport.AnswerStart;
import org.aistack.kernel.rest.internal.transport.ShortIn;
import org.aistack.kernel.rest.internal.transport.ShortOut;
import org.aistack.kernel.rest.internal.transport.ShortTransport;
import org.aistack.kernel.rest.internal.upload.UploadReader;
import org.apache.cxf.Bus;
import org.apache.cxf.BusFactory;
import org.apache.cxf.binding.Binding;
import org.apache.cxf.endpoint.Server;
import org.apache.cxf.jaxrs.JAXRSServerFactoryBean;
import org.apache.cxf.jaxrs.interceptor.JAXRSInInterceptor;
import org.apache.cxf.jaxrs.interceptor.JAXRSOutInterceptor;
import org.apache.cxf.jaxrs.provider.ServerProviderFactory;
import org.apache.cxf.jaxrs.sse.SseFeature;
import org.apache.cxf.transport.http.DestinationRegistryImpl;
import org.apache.cxf.transport.http.HTTPTransportFactory;

/** Makes the CXF servers, all alike. */
public final class Endpoints implements AutoCloseable {

    private final Bus bus = BusFactory.newInstance().createBus();
    private final ObjectMapper mapper;
    private final Gate gate;
    private final Sizes sizes;
    private final Replay replay;
    private final Path uploads;
    private final boolean shortPath;

    public Endpoints(ObjectMapper mapper, Gate gate, Sizes sizes, Replay replay, Path uploads, boolean shortPath) {
        this.shortPath = shortPath;
        this.mapper = mapper;
        this.gate = gate;
        this.sizes = sizes;
        this.replay = replay;
        this.uploads = uploads;
        // else CXF looks for a resource on every request
        bus.setExtension(Endpoints.class.getClassLoader(), ClassLoader.class);
        bus.getOutInterceptors().add(new AnswerStart());
        bus.setProperty("skip.default.json.provider.registration", true);
    }

    /** Starts a server for {@code beans}. */
    public Endpoint make(Endpoint.Site site, List<Object> beans) {
        ClassLoader before = Thread.currentThread().getContextClassLoader();
        Thread.currentThread().setContextClassLoader(Endpoints.class.getClassLoader());
        try {
            var factory = new JAXRSServerFactoryBean();
            factory.setBus(bus);
            factory.setAddress(site.base().isEmpty() ? "/" : site.base());
            factory.setServiceBeans(beans);
            var json = new JsonProvider(mapper);
            var security = new Security(gate, sizes, site.base());
            factory.setProviders(
                    List.of(json, new UploadReader(uploads), new ThrowableMapper(), new WebMapper(), security));
            factory.setFeatures(List.of(new SseFeature.Portable()));
            factory.setInvoker(new CallInvoker(gate, replay, site.base()));
            // a registry of its own: nobody else's servlet can reach the server
            var registry = new DestinationRegistryImpl();
            factory.setDestinationFactory(
                    shortPath ? new ShortTransport(registry) : new HTTPTransportFactory(registry));
            factory.setProperties(Map.of("default.wae.mapper.least.specific", true));
            Server server = factory.create();
            // no method, type or language by query parameter, header or suffix
            var providers = (ServerProviderFactory) server.getEndpoint().get(ServerProviderFactory.class.getName());
            providers.setRequestPreprocessor(null);
            if (shortPath) {
                shorten(server.getEndpoint().getBinding(), json, security);
            }
            return new Endpoint(site, server);
        } finally {
            Thread.currentThread().setContextClassLoader(before);
        }
    }

    private static void shorten(Binding binding, JsonProvider json, Security security) {
        binding.getInInterceptors().removeIf(JAXRSInInterceptor.class::isInstance);
        binding.getInInterceptors().add(new ShortIn(security::of));
        binding.getOutInterceptors().removeIf(JAXRSOutInterceptor.class::isInstance);
        binding.getOutInterceptors().add(new ShortOut(json));
    }

    /** Forgets what was learnt about classes of a bundle that goes. */
    void forget() {
        mapper.clearCaches();
    }

    @Override
    public void close() {
        bus.shutdown(true);
    }
}
