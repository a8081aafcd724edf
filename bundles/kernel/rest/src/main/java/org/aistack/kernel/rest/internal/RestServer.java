package org.aistack.kernel.rest.internal;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Hashtable;
import java.util.List;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import javax.servlet.Filter;
import javax.servlet.Servlet;
import javax.ws.rs.ext.RuntimeDelegate;
import org.aistack.kernel.rest.internal.admit.Lane;
import org.aistack.kernel.rest.internal.admit.Lanes;
import org.aistack.kernel.rest.internal.door.ApiServlet;
import org.aistack.kernel.rest.internal.door.Door;
import org.aistack.kernel.rest.internal.door.ErrorServlet;
import org.aistack.kernel.rest.internal.door.Pseudonyms;
import org.aistack.kernel.rest.internal.door.Rates;
import org.aistack.kernel.rest.internal.guard.Arrival;
import org.aistack.kernel.rest.internal.guard.Sizes;
import org.aistack.kernel.rest.internal.json.StackMapper;
import org.aistack.kernel.rest.internal.listing.KeyFile;
import org.aistack.kernel.rest.internal.openapi.ApiDocument;
import org.aistack.kernel.rest.internal.publish.BundleStates;
import org.aistack.kernel.rest.internal.publish.Endpoints;
import org.aistack.kernel.rest.internal.publish.Publisher;
import org.aistack.kernel.rest.internal.publish.Routes;
import org.aistack.kernel.rest.internal.replay.Answers;
import org.aistack.kernel.rest.internal.replay.Replay;
import org.aistack.kernel.rest.internal.replay.Seal;
import org.apache.cxf.jaxrs.impl.RuntimeDelegateImpl;
import org.osgi.annotation.bundle.Capability;
import org.osgi.framework.BundleContext;
import org.osgi.framework.FrameworkUtil;
import org.osgi.framework.InvalidSyntaxException;
import org.osgi.framework.ServiceRegistration;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.runtime.ServiceComponentRuntime;
import org.osgi.service.metatype.annotations.Designate;
import org.osgi.util.tracker.ServiceTracker;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Puts the parts together: mapper, servers, servlet, door. */
@Component(
        immediate = true,
        service = {},
        configurationPid = "org.aistack.kernel.rest")
@Designate(ocd = RestSettings.class)
@Capability(namespace = "osgi.implementation", name = "osgi.jaxrs", version = "1.0")
public final class RestServer {

    private static final Logger LOG = LoggerFactory.getLogger(RestServer.class);

    private final List<ServiceRegistration<?>> registrations = new ArrayList<>();
    private final ScheduledExecutorService worker = Executors.newSingleThreadScheduledExecutor(task -> {
        Thread thread = new Thread(task, "rest-publisher");
        thread.setDaemon(true);
        return thread;
    });
    private final Endpoints endpoints;
    private final Publisher publisher;
    private final ServiceTracker<Object, Object> tracker;

    @Activate
    public RestServer(
            BundleContext context,
            RestSettings settings,
            @Reference Gate gate,
            @Reference ServiceComponentRuntime components)
            throws InvalidSyntaxException {
        RuntimeDelegate.setInstance(new RuntimeDelegateImpl());
        ObjectMapper mapper = StackMapper.create();
        Path uploads = empty(DataFolder.of(context, "work/uploads"));
        var seal = new Seal(KeyFile.read(DataFolder.of(context, "keys"), "answers.key"));
        var replay = new Replay(
                gate, new Answers(mapper, seal), Clock.systemUTC(), Duration.ofHours(settings.idempotency__hours()));
        var sizes = new Sizes(settings.max__json__bytes(), settings.max__upload__bytes());
        var routes = new Routes(new BundleStates(context, components), settings.wait__ms());
        endpoints = new Endpoints(mapper, gate, sizes, replay, uploads, settings.short__path());
        publisher = new Publisher(
                context,
                endpoints,
                routes,
                worker,
                settings.settle__ms(),
                TimeUnit.SECONDS.toMillis(settings.drain__seconds()));
        var document = new ApiDocument(mapper, routes::endpoints);
        var door = new Door(gate, new Pseudonyms(KeyFile.read(DataFolder.of(context, "keys"), "log.key")));
        var entry = new ApiServlet.Entry(
                new Arrival(gate, rates(settings)),
                lanes(settings),
                sizes,
                TimeUnit.SECONDS.toMillis(settings.body__seconds()));
        register(context, mapper, new ApiServlet(gate, routes, document, door, entry), door);
        tracker = new ServiceTracker<>(context, FrameworkUtil.createFilter("(osgi.jaxrs.resource=true)"), publisher);
        tracker.open();
        worker.scheduleWithFixedDelay(() -> purge(replay), 10, 60, TimeUnit.MINUTES);
    }

    private void register(BundleContext context, ObjectMapper mapper, Servlet servlet, Filter door) {
        registrations.add(context.registerService(ObjectMapper.class, mapper, properties("name", "aistack")));
        registrations.add(context.registerService(
                Filter.class,
                door,
                properties(
                        "osgi.http.whiteboard.filter.pattern",
                        new String[] {"/*"},
                        "osgi.http.whiteboard.filter.name",
                        "door",
                        "osgi.http.whiteboard.filter.asyncSupported",
                        true,
                        "osgi.http.whiteboard.filter.dispatcher",
                        new String[] {"REQUEST", "ASYNC"},
                        "service.ranking",
                        1000)));
        registrations.add(context.registerService(
                Servlet.class,
                new ErrorServlet(),
                properties(
                        "osgi.http.whiteboard.servlet.errorPage",
                        new String[] {"4xx", "5xx", "java.lang.Throwable"},
                        "osgi.http.whiteboard.servlet.name",
                        "problem")));
        registrations.add(context.registerService(
                Servlet.class,
                servlet,
                properties(
                        "osgi.http.whiteboard.servlet.pattern",
                        new String[] {"/*"},
                        "osgi.http.whiteboard.servlet.name",
                        "api",
                        "osgi.http.whiteboard.servlet.asyncSupported",
                        true)));
    }

    private static Hashtable<String, Object> properties(Object... pairs) {
        var properties = new Hashtable<String, Object>();
        for (int i = 0; i < pairs.length; i += 2) {
            properties.put((String) pairs[i], pairs[i + 1]);
        }
        return properties;
    }

    private static Rates rates(RestSettings settings) {
        // load tests switch it off from outside
        boolean off = "off".equalsIgnoreCase(System.getenv("AISTACK_RATE_LIMIT"))
                || "off".equalsIgnoreCase(settings.rate__limit());
        var quota = new Rates.Quota(
                !off, settings.rate__per__minute(), settings.anonymous__per__minute(), settings.rate__burst());
        return new Rates(quota, System::nanoTime);
    }

    private static Lanes lanes(RestSettings settings) {
        long budget = TimeUnit.MILLISECONDS.toNanos(settings.queue__ms());
        return new Lanes(
                new Lane.Size(settings.workers(), settings.queue(), budget),
                new Lane.Size(settings.own__workers(), settings.queue(), budget));
    }

    private static Path empty(Path folder) {
        try {
            Files.createDirectories(folder);
            try (var left = Files.list(folder)) {
                for (Path file : left.toList()) {
                    Files.deleteIfExists(file);
                }
            }
            return folder;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void purge(Replay replay) {
        try {
            replay.purge();
        } catch (RuntimeException e) {
            LOG.warn("Old answers could not be deleted", e);
        }
    }

    @Deactivate
    void deactivate() {
        tracker.close();
        publisher.close();
        worker.shutdownNow();
        registrations.forEach(ServiceRegistration::unregister);
        endpoints.close();
    }
}
