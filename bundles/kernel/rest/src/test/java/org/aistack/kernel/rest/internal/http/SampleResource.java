package org.aistack.kernel.rest.internal.http;

import java.io.IOException;
import java.math.BigDecimal;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicInteger;
import javax.ws.rs.Consumes;
import javax.ws.rs.GET;
import javax.ws.rs.PATCH;
import javax.ws.rs.POST;
import javax.ws.rs.PathParam;
import javax.ws.rs.Produces;
import javax.ws.rs.core.Context;
import javax.ws.rs.core.MediaType;
import javax.ws.rs.core.Response;
import javax.ws.rs.sse.Sse;
import javax.ws.rs.sse.SseEventSink;
import org.aistack.kernel.Check;
import org.aistack.kernel.KernelError;
import org.aistack.kernel.Problem;
import org.aistack.kernel.access.Guard;
import org.aistack.kernel.listing.Listing;
import org.aistack.kernel.rest.Anyone;
import org.aistack.kernel.rest.Patch;
import org.aistack.kernel.rest.Requires;
import org.aistack.kernel.rest.Upload;
import org.aistack.kernel.rest.Versioned;

@javax.ws.rs.Path("/things")
@Produces(MediaType.APPLICATION_JSON)
public final class SampleResource {

    public record Thing(String id, String longName, BigDecimal price, Instant createdAt, long revision)
            implements Versioned {}

    public record Line(String text, int amount) {
        public Line {
            Check.that().text("/text", text, 1, 10).done();
        }
    }

    public record NewThing(String longName, List<Line> lines, Boolean good) {
        public NewThing {
            Check.that().text("/long_name", longName, 1, 10).done();
            lines = lines == null ? List.of() : lines;
        }
    }

    public record Change(String longName, Boolean good) {
        public Change {
            Check.that().text("/long_name", longName, 1, 10).done();
        }
    }

    Guard guard;
    final AtomicInteger begun = new AtomicInteger();
    final Semaphore door = new Semaphore(0);
    final AtomicInteger made = new AtomicInteger();
    volatile Path uploaded;

    @GET
    @Requires("sample:read")
    public Listing<Thing> list() {
        return new Listing<>(List.of(thing("a")), null, null);
    }

    @GET
    @javax.ws.rs.Path("/{id}")
    @Requires("sample:read")
    public Thing thing(@PathParam("id") String id) {
        if (id.equals("missing")) {
            throw Problem.of(KernelError.NOT_FOUND);
        }
        if (id.equals("broken")) {
            throw new IllegalStateException("secret detail");
        }
        return new Thing(id, "name", new BigDecimal("1E+2"), Instant.parse("2026-01-02T03:04:05Z"), 7);
    }

    @POST
    @Requires("sample:write")
    public Response make(NewThing thing) {
        int number = made.incrementAndGet();
        if (thing.longName().equals("conflict")) {
            throw Problem.of(KernelError.CONFLICT);
        }
        return Response.created(URI.create("things/" + number))
                .entity(new Thing(String.valueOf(number), thing.longName(), BigDecimal.ONE, Instant.EPOCH, 1))
                .build();
    }

    @POST
    @javax.ws.rs.Path("/job")
    @Requires("sample:write")
    public Response job() {
        return Response.accepted().location(URI.create("/api/kernel/jobs/1")).build();
    }

    @PATCH
    @javax.ws.rs.Path("/{id}")
    @Consumes({"application/merge-patch+json", MediaType.APPLICATION_JSON})
    @Requires("sample:write")
    public Change change(@PathParam("id") String id, Patch patch) {
        return patch.apply(new Change("before", true));
    }

    @POST
    @javax.ws.rs.Path("/files")
    @Consumes(MediaType.MULTIPART_FORM_DATA)
    @Requires("sample:write")
    public Map<String, Object> upload(Upload upload) throws IOException {
        uploaded = upload.files().get(0).path();
        made.incrementAndGet();
        return Map.of(
                "name", upload.files().get(0).name(),
                "size", Files.size(uploaded),
                "field", upload.field("title").orElse(""));
    }

    @GET
    @javax.ws.rs.Path("/wait")
    @Requires("sample:read")
    public Map<String, String> waits() throws InterruptedException {
        begun.incrementAndGet();
        door.acquire();
        return Map.of("waited", "yes");
    }

    @GET
    @javax.ws.rs.Path("/who")
    @Anyone
    public Map<String, String> who() {
        return Map.of("caller", guard.caller().name());
    }

    @GET
    @javax.ws.rs.Path("/me")
    @Anyone(signedIn = true)
    public Map<String, Object> me() {
        return Map.of("caller", guard.caller().id(), "nothing", Optional.empty(), "nan", Double.NaN);
    }

    @GET
    @javax.ws.rs.Path("/secret")
    @Requires("other:read")
    public String secret() {
        return "no";
    }

    @GET
    @javax.ws.rs.Path("/events")
    @Produces(MediaType.SERVER_SENT_EVENTS)
    @Requires("sample:read")
    public void events(@Context SseEventSink sink, @Context Sse sse) {
        new Thread(() -> {
                    try (sink) {
                        for (int i = 0; i < 3; i++) {
                            sink.send(sse.newEventBuilder()
                                    .id(String.valueOf(i))
                                    .mediaType(MediaType.APPLICATION_JSON_TYPE)
                                    .data(Map.class, Map.of("n", i))
                                    .build());
                        }
                    }
                })
                .start();
    }
}
