package org.aistack.kernel.rest.internal.http;

import java.io.IOException;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import javax.servlet.DispatcherType;
import javax.ws.rs.ext.RuntimeDelegate;
import org.aistack.kernel.access.Authenticator;
import org.aistack.kernel.access.Caller;
import org.aistack.kernel.observe.Answered;
import org.aistack.kernel.observe.Requests;
import org.aistack.kernel.rest.internal.Gate;
import org.aistack.kernel.rest.internal.admit.Lane;
import org.aistack.kernel.rest.internal.admit.Lanes;
import org.aistack.kernel.rest.internal.door.ApiServlet;
import org.aistack.kernel.rest.internal.door.Door;
import org.aistack.kernel.rest.internal.door.Pseudonyms;
import org.aistack.kernel.rest.internal.door.Rates;
import org.aistack.kernel.rest.internal.guard.Arrival;
import org.aistack.kernel.rest.internal.guard.Sizes;
import org.aistack.kernel.rest.internal.json.StackMapper;
import org.aistack.kernel.rest.internal.openapi.ApiDocument;
import org.aistack.kernel.rest.internal.publish.Endpoint;
import org.aistack.kernel.rest.internal.publish.Endpoints;
import org.aistack.kernel.rest.internal.publish.Routes;
import org.aistack.kernel.rest.internal.publish.TestRoutes;
import org.aistack.kernel.rest.internal.replay.Answers;
import org.aistack.kernel.rest.internal.replay.Replay;
import org.aistack.kernel.rest.internal.replay.Seal;
import org.aistack.kernel.testkit.TestGuard;
import org.aistack.kernel.testkit.TestStore;
import org.apache.cxf.jaxrs.impl.RuntimeDelegateImpl;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;
import org.eclipse.jetty.servlet.FilterHolder;
import org.eclipse.jetty.servlet.ServletContextHandler;
import org.eclipse.jetty.servlet.ServletHolder;

/** Everything but OSGi: Jetty, door, servlet and CXF with the sample resource. */
final class TestServer implements AutoCloseable, Requests {

    final List<String> recorded = new ArrayList<>();
    final List<String> rejected = new ArrayList<>();
    final List<Answered> answered = new ArrayList<>();
    final Path folder;
    final TestStore store = TestStore.of("rest");
    final Routes routes;
    final SampleResource resource = new SampleResource();
    private final TestGuard guard = TestGuard.granting("sample").as(Caller.ANONYMOUS);
    private final Server jetty = new Server(0);
    private final Endpoints endpoints;
    private final HttpClient client = HttpClient.newHttpClient();

    TestServer(boolean shortPath) throws Exception {
        this(new Rates.Quota(false, 1, 1, 1), shortPath);
    }

    TestServer(Rates.Quota quota, boolean shortPath) throws Exception {
        folder = Files.createTempDirectory("rest-test");
        RuntimeDelegate.setInstance(new RuntimeDelegateImpl());
        Authenticator ann = (scheme, credential) ->
                scheme.equals("bearer") && Set.of("ann", "bob").contains(credential)
                        ? Optional.of(TestGuard.person(credential))
                        : Optional.empty();
        resource.guard = guard;
        Gate gate = Gate.of(guard, List.of(ann), List.of(this), store);
        var mapper = StackMapper.create();
        var replay = new Replay(gate, new Answers(mapper, new Seal(new byte[32])), store.clock(), Duration.ofHours(24));
        routes = new Routes((last, id) -> "away".equals(id) ? Routes.Absence.AWAY : Routes.Absence.GONE, 50);
        var sizes = new Sizes(1 << 20, 4 << 20);
        endpoints = new Endpoints(mapper, gate, sizes, replay, folder, shortPath);
        var site = new Endpoint.Site(
                null, "sample", "sample", "/api/sample", Set.of("/api/sample"), List.of(SampleResource.class), false);
        TestRoutes.add(routes, endpoints.make(site, List.of(resource)));
        var document = new ApiDocument(mapper, routes::endpoints);
        var context = new ServletContextHandler(jetty, "/");
        var all = EnumSet.of(DispatcherType.REQUEST, DispatcherType.ASYNC);
        var door = new FilterHolder(new Door(gate, new Pseudonyms(new byte[32])));
        door.setAsyncSupported(true);
        context.addFilter(door, "/*", all);
        long budget = TimeUnit.SECONDS.toNanos(2);
        var entry = new ApiServlet.Entry(
                new Arrival(gate, new Rates(quota, System::nanoTime)),
                new Lanes(new Lane.Size(4, 3, budget), new Lane.Size(2, 3, budget)),
                sizes,
                2_500);
        var servlet = new ServletHolder(
                new ApiServlet(gate, routes, document, new Door(gate, new Pseudonyms(new byte[32])), entry));
        servlet.setAsyncSupported(true);
        context.addServlet(servlet, "/*");
        jetty.start();
    }

    int port() {
        return ((ServerConnector) jetty.getConnectors()[0]).getLocalPort();
    }

    HttpRequest.Builder to(String path) {
        return HttpRequest.newBuilder(URI.create("http://localhost:" + port() + path));
    }

    HttpResponse<String> send(HttpRequest.Builder request) throws Exception {
        return client.send(request.build(), HttpResponse.BodyHandlers.ofString());
    }

    HttpResponse<String> get(String path, String... headers) throws Exception {
        HttpRequest.Builder request = to(path).header("Authorization", "Bearer ann");
        for (int i = 0; i < headers.length; i += 2) {
            request.header(headers[i], headers[i + 1]);
        }
        return send(request);
    }

    HttpResponse<String> json(String method, String path, String body, String... headers) throws Exception {
        HttpRequest.Builder request = to(path).header("Authorization", "Bearer ann")
                .header("Content-Type", "application/json")
                .method(method, HttpRequest.BodyPublishers.ofByteArray(body.getBytes(StandardCharsets.UTF_8)));
        for (int i = 0; i < headers.length; i += 2) {
            request.setHeader(headers[i], headers[i + 1]);
        }
        return send(request);
    }

    /** Sends bytes as they are; the first line of the answer. */
    String raw(String head) throws IOException {
        try (Socket socket = new Socket("localhost", port())) {
            socket.setSoTimeout(5000);
            socket.getOutputStream().write(head.getBytes(StandardCharsets.ISO_8859_1));
            byte[] buffer = new byte[8000];
            int n = socket.getInputStream().read(buffer);
            return new String(buffer, 0, n, StandardCharsets.UTF_8);
        }
    }

    @Override
    public synchronized void answered(Answered request) {
        recorded.add(request.method() + " " + request.route() + " " + request.status() + " " + request.capability());
        answered.add(request);
    }

    @Override
    public synchronized void rejected(String reason) {
        rejected.add(reason);
    }

    @Override
    public void active(String capability, int change) {
        // not asked for here
    }

    @Override
    public void close() throws Exception {
        jetty.stop();
        endpoints.close();
        store.close();
    }
}
