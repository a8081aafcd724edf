package org.aistack.ops.notes.internal.rest;

import javax.ws.rs.GET;
import javax.ws.rs.Path;
import javax.ws.rs.Produces;
import javax.ws.rs.core.MediaType;
import org.aistack.kernel.listing.Listing;
import org.aistack.kernel.rest.Requires;
import org.aistack.kernel.rest.Summary;
import org.aistack.ops.notes.Notes;
import org.aistack.ops.notes.TagCount;
import org.aistack.ops.notes.internal.NotesCapability;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.jaxrs.whiteboard.propertytypes.JaxrsResource;

/** {@code /api/notes/tags}. */
@Component(service = TagsResource.class)
@JaxrsResource
@Path("tags")
@Produces(MediaType.APPLICATION_JSON)
public final class TagsResource {

    private final Notes notes;

    @Activate
    public TagsResource(@Reference Notes notes) {
        this.notes = notes;
    }

    @GET
    @Requires(NotesCapability.READ)
    @Summary(zh = "列出标签及其数量", en = "Lists the tags and how often they are used")
    public Listing<TagCount> list() {
        return Listing.of(notes.tags());
    }
}
