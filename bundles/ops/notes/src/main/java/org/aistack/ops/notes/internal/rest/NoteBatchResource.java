package org.aistack.ops.notes.internal.rest;

import javax.ws.rs.POST;
import javax.ws.rs.Path;
import javax.ws.rs.Produces;
import javax.ws.rs.core.MediaType;
import org.aistack.kernel.rest.Batch;
import org.aistack.kernel.rest.Requires;
import org.aistack.kernel.rest.Summary;
import org.aistack.ops.notes.NoteContent;
import org.aistack.ops.notes.Notes;
import org.aistack.ops.notes.internal.NotesCapability;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.jaxrs.whiteboard.propertytypes.JaxrsResource;

/** {@code /api/notes/notes:batch}: many notes at once. */
@Component(service = NoteBatchResource.class)
@JaxrsResource
@Path("notes:batch")
@Produces(MediaType.APPLICATION_JSON)
public final class NoteBatchResource {

    private static final int MOST = 500;

    private final Notes notes;

    @Activate
    public NoteBatchResource(@Reference Notes notes) {
        this.notes = notes;
    }

    @POST
    @Requires(NotesCapability.WRITE)
    @Summary(zh = "批量新建便签", en = "Writes many notes")
    public Batch.Results create(Batch<NoteContent> batch) {
        return batch.each(MOST, content -> notes.create(content).id());
    }
}
