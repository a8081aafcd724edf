package org.aistack.rag.ingest.internal.rest;

import java.net.URI;
import javax.ws.rs.DELETE;
import javax.ws.rs.DefaultValue;
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
import javax.ws.rs.core.Response;
import javax.ws.rs.core.UriInfo;
import org.aistack.kernel.listing.ListRequest;
import org.aistack.kernel.listing.Listing;
import org.aistack.kernel.rest.Match;
import org.aistack.kernel.rest.Patch;
import org.aistack.kernel.rest.Requires;
import org.aistack.kernel.rest.Summary;
import org.aistack.rag.ingest.internal.Ingest;
import org.aistack.rag.ingest.internal.shelf.CollectionShelf;
import org.aistack.rag.ingest.internal.view.CollectionContent;
import org.aistack.rag.ingest.internal.view.CollectionView;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.jaxrs.whiteboard.propertytypes.JaxrsResource;

/** {@code /api/ingest/collections}. */
@Component(service = CollectionsResource.class)
@JaxrsResource
@Path("collections")
@Produces(MediaType.APPLICATION_JSON)
public final class CollectionsResource {

    private final CollectionShelf collections;

    @Activate
    public CollectionsResource(@Reference CollectionShelf collections) {
        this.collections = collections;
    }

    @POST
    @Requires(Ingest.WRITE)
    @Summary(zh = "新建文档集", en = "Makes a collection", status = 201, answer = CollectionView.class)
    public Response create(CollectionContent content) {
        CollectionView made = collections.create(content);
        return Response.created(URI.create("/api/ingest/collections/" + made.id()))
                .entity(made)
                .build();
    }

    @GET
    @Requires(Ingest.READ)
    @Summary(zh = "列出文档集", en = "Lists the collections")
    public Listing<CollectionView> list(@Context UriInfo uri) {
        return collections.list(ListRequest.of(CollectionShelf.SPEC, uri.getQueryParameters()));
    }

    @GET
    @Path("{id}")
    @Requires(Ingest.READ)
    @Summary(zh = "查看文档集", en = "Shows a collection")
    public CollectionView get(@PathParam("id") String id) {
        return collections.get(id);
    }

    @PATCH
    @Path("{id}")
    @Requires(Ingest.WRITE)
    @Summary(zh = "修改文档集", en = "Changes a collection")
    public CollectionView change(@PathParam("id") String id, @HeaderParam("If-Match") String ifMatch, Patch patch) {
        return collections.change(id, Match.revision(ifMatch), patch::apply);
    }

    @DELETE
    @Path("{id}")
    @Requires(Ingest.DELETE)
    @Summary(zh = "删除文档集", en = "Deletes a collection")
    public void delete(@PathParam("id") String id, @QueryParam("cascade") @DefaultValue("false") boolean cascade) {
        collections.delete(id, cascade);
    }
}
