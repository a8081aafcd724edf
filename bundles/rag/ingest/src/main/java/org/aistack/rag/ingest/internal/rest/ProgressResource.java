package org.aistack.rag.ingest.internal.rest;

import java.time.Instant;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import javax.ws.rs.GET;
import javax.ws.rs.HeaderParam;
import javax.ws.rs.Path;
import javax.ws.rs.PathParam;
import javax.ws.rs.Produces;
import javax.ws.rs.core.Context;
import javax.ws.rs.core.HttpHeaders;
import javax.ws.rs.core.MediaType;
import javax.ws.rs.sse.Sse;
import javax.ws.rs.sse.SseEventSink;
import org.aistack.kernel.Id;
import org.aistack.kernel.access.Guard;
import org.aistack.kernel.rest.Requires;
import org.aistack.kernel.rest.Summary;
import org.aistack.rag.ingest.internal.Ingest;
import org.aistack.rag.ingest.internal.shelf.DocumentShelf;
import org.aistack.rag.ingest.internal.view.DocumentView;
import org.aistack.rag.ingest.internal.work.Progress;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.jaxrs.whiteboard.propertytypes.JaxrsResource;

/** {@code /api/ingest/documents/{id}/events}: how far a document is, live, until it is settled. */
@Component(service = ProgressResource.class)
@JaxrsResource
@Path("documents/{id}/events")
public final class ProgressResource {

    private final DocumentShelf documents;
    private final Progress progress;
    private final Guard guard;
    private final ScheduledExecutorService beat = Executors.newSingleThreadScheduledExecutor(r -> {
        var thread = new Thread(r, "ingest-progress");
        thread.setDaemon(true);
        return thread;
    });

    @Activate
    public ProgressResource(@Reference DocumentShelf documents, @Reference Progress progress, @Reference Guard guard) {
        this.documents = documents;
        this.progress = progress;
        this.guard = guard;
    }

    @Deactivate
    void stop() {
        beat.shutdownNow();
    }

    @GET
    @Produces(MediaType.SERVER_SENT_EVENTS)
    @Requires(Ingest.READ)
    @Summary(zh = "跟踪文档的处理进度", en = "Follows the processing of a document")
    public void follow(
            @PathParam("id") String id,
            @Context SseEventSink sink,
            @Context Sse sse,
            @HeaderParam(HttpHeaders.LAST_EVENT_ID_HEADER) String last) {
        DocumentView document = documents.get(id);
        var follower = new Follower(sink, sse, progress, Id.parse(document.id()));
        var caller = guard.caller();
        follower.start(beat, number(last), now(document), () -> guard.runAs(caller, () -> documents.get(id)));
    }

    private static long number(String last) {
        try {
            return last == null ? 0 : Long.parseLong(last);
        } catch (NumberFormatException e) {
            return 0;
        }
    }

    private static Progress.Step now(DocumentView document) {
        Instant at = document.updatedAt();
        return new Progress.Step(
                at.toEpochMilli(),
                Id.parse(document.id()),
                document.state(),
                document.stage(),
                document.progress(),
                at);
    }
}
