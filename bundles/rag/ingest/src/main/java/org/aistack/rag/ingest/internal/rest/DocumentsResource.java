package org.aistack.rag.ingest.internal.rest;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.net.URI;
import javax.ws.rs.Consumes;
import javax.ws.rs.GET;
import javax.ws.rs.POST;
import javax.ws.rs.Path;
import javax.ws.rs.Produces;
import javax.ws.rs.QueryParam;
import javax.ws.rs.core.Context;
import javax.ws.rs.core.MediaType;
import javax.ws.rs.core.Response;
import javax.ws.rs.core.UriInfo;
import org.aistack.kernel.Problem;
import org.aistack.kernel.listing.ListRequest;
import org.aistack.kernel.listing.Listing;
import org.aistack.kernel.rest.Requires;
import org.aistack.kernel.rest.Summary;
import org.aistack.kernel.rest.Upload;
import org.aistack.rag.ingest.internal.Ingest;
import org.aistack.rag.ingest.internal.IngestError;
import org.aistack.rag.ingest.internal.shelf.DocumentFilters;
import org.aistack.rag.ingest.internal.shelf.DocumentShelf;
import org.aistack.rag.ingest.internal.shelf.Incoming;
import org.aistack.rag.ingest.internal.shelf.Intake;
import org.aistack.rag.ingest.internal.view.DocumentView;
import org.aistack.rag.ingest.internal.view.NewDocument;
import org.aistack.rag.ingest.internal.work.Progress;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.jaxrs.whiteboard.propertytypes.JaxrsResource;

/** {@code /api/ingest/documents}: bring documents and list them. */
@Component(service = DocumentsResource.class)
@JaxrsResource
@Path("documents")
@Produces(MediaType.APPLICATION_JSON)
public final class DocumentsResource {

    private final DocumentShelf documents;
    private final Intake intake;
    private final Waiting waiting;
    private final ObjectMapper json;

    @Activate
    public DocumentsResource(
            @Reference DocumentShelf documents,
            @Reference Intake intake,
            @Reference Progress progress,
            @Reference(target = "(name=aistack)") ObjectMapper json) {
        this.documents = documents;
        this.intake = intake;
        this.waiting = new Waiting(documents, progress);
        this.json = json;
    }

    @POST
    @Consumes(MediaType.MULTIPART_FORM_DATA)
    @Requires(Ingest.WRITE)
    @Summary(zh = "上传文件或提交文本", en = "Takes a file or a text", status = 201, answer = DocumentView.class)
    public Response upload(Upload upload, @QueryParam("wait") String wait) {
        int seconds = Waiting.seconds(wait);
        Upload.File file = upload.files().stream()
                .filter(f -> f.field().equals("file"))
                .findFirst()
                .orElseThrow(() -> Problem.at("/file", IngestError.NO_FILE));
        NewDocument words = upload.field("metadata")
                .filter(m -> !m.isBlank())
                .map(m -> Words.read(json, m, "/metadata"))
                .orElse(NewDocument.NOTHING);
        return answer(Incoming.file(file.path(), file.size(), file.sha256(), file.name(), file.type(), words), seconds);
    }

    @POST
    @Consumes(MediaType.APPLICATION_JSON)
    @Requires(Ingest.WRITE)
    @Summary(zh = "上传文件或提交文本", en = "Takes a file or a text", status = 201, answer = DocumentView.class)
    public Response create(NewDocument document, @QueryParam("wait") String wait) {
        return answer(Incoming.text(document), Waiting.seconds(wait));
    }

    @GET
    @Requires(Ingest.READ)
    @Summary(zh = "列出文档", en = "Lists the documents")
    public Listing<DocumentView> list(@Context UriInfo uri) {
        return documents.list(ListRequest.of(DocumentFilters.SPEC, uri.getQueryParameters()));
    }

    private Response answer(Incoming incoming, int seconds) {
        Intake.Accepted accepted = intake.accept(incoming);
        DocumentView document = waiting.until(accepted.document(), seconds);
        if (!accepted.created()) {
            return Response.ok(document).build();
        }
        return Response.created(URI.create("/api/ingest/documents/" + document.id()))
                .entity(document)
                .build();
    }
}
