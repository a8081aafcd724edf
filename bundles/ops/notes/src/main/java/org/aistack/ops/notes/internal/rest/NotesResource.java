package org.aistack.ops.notes.internal.rest;

import java.net.URI;
import java.util.List;
import java.util.Set;
import javax.ws.rs.Consumes;
import javax.ws.rs.DELETE;
import javax.ws.rs.GET;
import javax.ws.rs.HeaderParam;
import javax.ws.rs.PATCH;
import javax.ws.rs.POST;
import javax.ws.rs.Path;
import javax.ws.rs.PathParam;
import javax.ws.rs.Produces;
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
import org.aistack.ops.notes.Note;
import org.aistack.ops.notes.NoteAction;
import org.aistack.ops.notes.NoteContent;
import org.aistack.ops.notes.Notes;
import org.aistack.ops.notes.Transition;
import org.aistack.ops.notes.internal.NoteFilters;
import org.aistack.ops.notes.internal.NotesCapability;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.jaxrs.whiteboard.propertytypes.JaxrsResource;

/** {@code /api/notes/notes}. */
@Component(service = NotesResource.class)
@JaxrsResource
@Path("notes")
@Produces(MediaType.APPLICATION_JSON)
public final class NotesResource {

    private final Notes notes;

    @Activate
    public NotesResource(@Reference Notes notes) {
        this.notes = notes;
    }

    @POST
    @Requires(NotesCapability.WRITE)
    @Summary(zh = "新建便签", en = "Writes a note", status = 201, answer = Note.class)
    public Response create(NoteContent content) {
        Note note = notes.create(content);
        return Response.created(URI.create("/api/notes/notes/" + note.id()))
                .entity(note)
                .build();
    }

    @GET
    @Requires(NotesCapability.READ)
    @Summary(zh = "列出和搜索便签", en = "Lists and searches notes")
    public Listing<Note> list(@Context UriInfo uri) {
        return notes.list(ListRequest.of(NoteFilters.SPEC, uri.getQueryParameters()));
    }

    @GET
    @Path("{id}")
    @Requires(NotesCapability.READ)
    @Summary(zh = "查看便签", en = "Shows a note")
    public Note get(@PathParam("id") String id) {
        return notes.get(id);
    }

    @PATCH
    @Path("{id}")
    @Consumes({"application/merge-patch+json", MediaType.APPLICATION_JSON})
    @Requires(NotesCapability.WRITE)
    @Summary(zh = "修改便签", en = "Changes a note")
    public Note change(@PathParam("id") String id, @HeaderParam("If-Match") String ifMatch, Patch patch) {
        return notes.change(id, Match.revision(ifMatch), patch::apply);
    }

    @DELETE
    @Path("{id}")
    @Requires(NotesCapability.WRITE)
    @Summary(zh = "删除便签", en = "Deletes a note")
    public void delete(@PathParam("id") String id, @HeaderParam("If-Match") String ifMatch) {
        notes.delete(id, Match.revision(ifMatch));
    }

    @GET
    @Path("{id}/actions")
    @Requires(NotesCapability.WRITE)
    @Summary(zh = "列出此刻可对便签执行的操作", en = "Lists what can be done to a note now")
    public Actions actions(@PathParam("id") String id) {
        return new Actions(notes.get(id).state().actions());
    }

    @POST
    @Path("{id}/actions/archive")
    @Requires(NotesCapability.WRITE)
    @Summary(zh = "归档便签", en = "Archives a note")
    public Note archive(@PathParam("id") String id) {
        return notes.move(id, NoteAction.ARCHIVE);
    }

    @POST
    @Path("{id}/actions/restore")
    @Requires(NotesCapability.WRITE)
    @Summary(zh = "恢复便签", en = "Restores an archived note")
    public Note restore(@PathParam("id") String id) {
        return notes.move(id, NoteAction.RESTORE);
    }

    @GET
    @Path("{id}/history")
    @Requires(NotesCapability.READ)
    @Summary(zh = "查看便签的状态变化", en = "Shows the moves of a note")
    public History history(@PathParam("id") String id) {
        return new History(notes.history(id));
    }

    /** What can be done now. */
    public record Actions(Set<NoteAction> items) {}

    /** Moves, oldest first. */
    public record History(List<Transition> items) {}
}
