package org.aistack.rag.ingest.internal.rest;

import javax.ws.rs.GET;
import javax.ws.rs.Path;
import javax.ws.rs.PathParam;
import javax.ws.rs.Produces;
import javax.ws.rs.core.MediaType;
import org.aistack.kernel.listing.Listing;
import org.aistack.kernel.rest.Requires;
import org.aistack.kernel.rest.Summary;
import org.aistack.rag.ingest.internal.Ingest;
import org.aistack.rag.ingest.internal.shelf.DocumentShelf;
import org.aistack.rag.ingest.internal.view.TextView;
import org.aistack.rag.ingest.internal.view.VersionView;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.jaxrs.whiteboard.propertytypes.JaxrsResource;

/** {@code /api/ingest/documents/{id}/versions}: every content the document ever had. */
@Component(service = VersionsResource.class)
@JaxrsResource
@Path("documents/{id}/versions")
@Produces(MediaType.APPLICATION_JSON)
public final class VersionsResource {

    private final DocumentShelf documents;

    @Activate
    public VersionsResource(@Reference DocumentShelf documents) {
        this.documents = documents;
    }

    @GET
    @Requires(Ingest.READ)
    @Summary(zh = "列出文档的版本", en = "Lists the versions of a document")
    public Listing<VersionView> list(@PathParam("id") String id) {
        return Listing.of(documents.versions(id));
    }

    @GET
    @Path("{number}/text")
    @Requires(Ingest.READ)
    @Summary(zh = "查看某一版本的文本", en = "Shows the text of a version")
    public TextView text(@PathParam("id") String id, @PathParam("number") String number) {
        return documents.text(id, Numbers.positive("number", number));
    }
}
