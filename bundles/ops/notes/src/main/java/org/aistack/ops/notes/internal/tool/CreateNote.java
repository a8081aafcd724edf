package org.aistack.ops.notes.internal.tool;

import org.aistack.kernel.Text;
import org.aistack.kernel.catalog.Tool;
import org.aistack.ops.notes.NoteContent;
import org.aistack.ops.notes.Notes;
import org.aistack.ops.notes.internal.NotesCapability;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** Writes a note. */
@Component(service = Tool.class)
public final class CreateNote implements Tool<NoteContent> {

    private static final Card CARD =
            new Card("notes.create_note", new Text("书写一条便签", "Write a note"), NotesCapability.WRITE, Effect.WRITE);

    private final Notes notes;

    @Activate
    public CreateNote(@Reference Notes notes) {
        this.notes = notes;
    }

    @Override
    public Card card() {
        return CARD;
    }

    @Override
    public Class<NoteContent> arguments() {
        return NoteContent.class;
    }

    @Override
    public Object call(NoteContent content) {
        return notes.create(content);
    }
}
