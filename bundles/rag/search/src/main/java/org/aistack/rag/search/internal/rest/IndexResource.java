package org.aistack.rag.search.internal.rest;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import javax.ws.rs.GET;
import javax.ws.rs.POST;
import javax.ws.rs.Path;
import javax.ws.rs.Produces;
import javax.ws.rs.core.MediaType;
import javax.ws.rs.core.Response;
import org.aistack.kernel.rest.Requires;
import org.aistack.kernel.rest.Summary;
import org.aistack.rag.search.internal.SearchCapability;
import org.aistack.rag.search.internal.index.Passages;
import org.aistack.rag.search.internal.index.Reconciler;
import org.aistack.rag.search.internal.index.Snapshot;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.jaxrs.whiteboard.propertytypes.JaxrsResource;

/** {@code /api/search/index}. */
@Component(service = IndexResource.class)
@JaxrsResource
@Path("index")
@Produces(MediaType.APPLICATION_JSON)
public final class IndexResource {

    private final Passages passages;
    private final Reconciler reconciler;

    @Activate
    public IndexResource(@Reference Passages passages, @Reference Reconciler reconciler) {
        this.passages = passages;
        this.reconciler = reconciler;
    }

    @GET
    @Requires(SearchCapability.READ)
    @Summary(zh = "查看索引状态", en = "Shows the state of the index")
    public State state() {
        try (Snapshot snapshot = passages.snapshot()) {
            List<VectorField> fields = new ArrayList<>();
            snapshot.models().forEach((model, dimension) -> fields.add(new VectorField(model, dimension, true)));
            return new State(
                    snapshot.generation(),
                    snapshot.revision(),
                    passages.complete() ? "complete" : "filling",
                    snapshot.documents(),
                    snapshot.passages(),
                    passages.bytes(),
                    fields,
                    reconciler.work() == null ? null : new Work(reconciler.work(), reconciler.done()));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @POST
    @Path("actions/rebuild")
    @Requires(SearchCapability.ADMIN)
    @Summary(zh = "重建索引", en = "Rebuilds the index", status = 202, answer = State.class)
    public Response rebuild() {
        reconciler.rebuild();
        return Response.accepted(state())
                .location(URI.create("/api/search/index"))
                .build();
    }

    @POST
    @Path("actions/verify")
    @Requires(SearchCapability.ADMIN)
    @Summary(zh = "核对索引与文档", en = "Compares the index with the documents")
    public Reconciler.Differences verify() {
        return reconciler.verify();
    }

    /**
     * The index.
     *
     * @param generation rises when it is built anew
     * @param revision rises with every change that can be found
     * @param state {@code complete} or {@code filling}
     * @param work what is being done to it; null when nothing is
     */
    public record State(
            long generation,
            long revision,
            String state,
            int documents,
            int chunks,
            long bytes,
            List<VectorField> vectors,
            Work work) {}

    /** The vectors of one model. */
    public record VectorField(String model, int dimension, boolean normalised) {}

    /** Running work and how many documents it has seen. */
    public record Work(String kind, int documents) {}
}
