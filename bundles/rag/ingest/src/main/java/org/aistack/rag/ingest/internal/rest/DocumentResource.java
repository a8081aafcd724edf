package org.aistack.rag.ingest.internal.rest;

import java.util.List;
import java.util.Optional;
import javax.ws.rs.DELETE;
import javax.ws.rs.GET;
import javax.ws.rs.HeaderParam;
import javax.ws.rs.PATCH;
import javax.ws.rs.POST;
import javax.ws.rs.Path;
import javax.ws.rs.PathParam;
import javax.ws.rs.Produces;
import javax.ws.rs.QueryParam;
import javax.ws.rs.core.Context;
import javax.ws.rs.core.MediaType;
import javax.ws.rs.core.UriInfo;
import org.aistack.kernel.listing.ListRequest;
import org.aistack.kernel.listing.Listing;
import org.aistack.kernel.rest.Match;
import org.aistack.kernel.rest.Patch;
import org.aistack.kernel.rest.Requires;
import org.aistack.kernel.rest.Summary;
import org.aistack.rag.ingest.internal.Ingest;
import org.aistack.rag.ingest.internal.shelf.ChunkShelf;
import org.aistack.rag.ingest.internal.shelf.DocumentShelf;
import org.aistack.rag.ingest.internal.shelf.Runs;
import org.aistack.rag.ingest.internal.text.Report;
import org.aistack.rag.ingest.internal.view.ChunkView;
import org.aistack.rag.ingest.internal.view.DocumentView;
import org.aistack.rag.ingest.internal.view.TextView;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.jaxrs.whiteboard.propertytypes.JaxrsResource;

/** {@code /api/ingest/documents/{id}}: one document. */
@Component(service = DocumentResource.class)
@JaxrsResource
@Path("documents/{id}")
@Produces(MediaType.APPLICATION_JSON)
public final class DocumentResource {

    private final DocumentShelf documents;
    private final ChunkShelf chunks;
    private final Runs runs;

    @Activate
    public DocumentResource(@Reference DocumentShelf documents, @Reference ChunkShelf chunks, @Reference Runs runs) {
        this.documents = documents;
        this.chunks = chunks;
        this.runs = runs;
    }

    @GET
    @Requires(Ingest.READ)
    @Summary(zh = "查看文档", en = "Shows a document")
    public DocumentView get(@PathParam("id") String id) {
        return documents.get(id);
    }

    @PATCH
    @Requires(Ingest.WRITE)
    @Summary(zh = "修改文档信息", en = "Changes what is said about a document")
    public DocumentView change(@PathParam("id") String id, @HeaderParam("If-Match") String ifMatch, Patch patch) {
        return documents.change(id, Match.revision(ifMatch), patch::apply);
    }

    @DELETE
    @Requires(Ingest.DELETE)
    @Summary(zh = "彻底删除文档", en = "Deletes a document for good")
    public void delete(@PathParam("id") String id, @HeaderParam("If-Match") String ifMatch) {
        documents.delete(id, Optional.ofNullable(ifMatch).map(Match::revision));
    }

    @GET
    @Path("chunks")
    @Requires(Ingest.READ)
    @Summary(zh = "列出文档的段落", en = "Lists the passages of a document")
    public Listing<ChunkView> chunks(@PathParam("id") String id, @Context UriInfo uri) {
        return chunks.list(id, ListRequest.of(ChunkShelf.SPEC, uri.getQueryParameters()));
    }

    @GET
    @Path("text")
    @Requires(Ingest.READ)
    @Summary(zh = "查看文档的规范文本", en = "Shows the canonical text of a document")
    public TextView text(@PathParam("id") String id, @QueryParam("version") String version) {
        return documents.text(id, version == null ? null : Numbers.positive("version", version));
    }

    @GET
    @Path("preprocessing")
    @Requires(Ingest.READ)
    @Summary(zh = "查看预处理报告", en = "Shows how a document was prepared")
    public Preprocessing preprocessing(@PathParam("id") String id) {
        DocumentView document = documents.get(id);
        Report report = documents.report(id);
        return new Preprocessing(id, document.version().number(), report.steps(), report.quality(), report.injection());
    }

    @GET
    @Path("actions")
    @Requires(Ingest.READ)
    @Summary(zh = "列出此刻可对文档执行的操作", en = "Lists what can be done to a document now")
    public Actions actions(@PathParam("id") String id) {
        return new Actions(runs.actions(id));
    }

    @POST
    @Path("actions/reprocess")
    @Requires(Ingest.WRITE)
    @Summary(zh = "重新处理文档", en = "Processes a document again")
    public DocumentView reprocess(@PathParam("id") String id) {
        return runs.reprocess(id);
    }

    @POST
    @Path("actions/cancel")
    @Requires(Ingest.WRITE)
    @Summary(zh = "取消文档的处理", en = "Cancels the processing of a document")
    public DocumentView cancel(@PathParam("id") String id) {
        return runs.cancel(id);
    }

    /** What was done to the text of the last version before it was cut. */
    public record Preprocessing(
            String documentId,
            int version,
            List<Report.Step> steps,
            Report.Quality quality,
            Report.Injection injection) {}

    /** What can be done now. */
    public record Actions(List<String> items) {}
}
