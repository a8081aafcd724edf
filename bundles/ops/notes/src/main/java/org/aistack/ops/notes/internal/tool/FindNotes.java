package org.aistack.ops.notes.internal.tool;

import java.util.List;
import java.util.Map;
import org.aistack.kernel.Check;
import org.aistack.kernel.Text;
import org.aistack.kernel.catalog.Tool;
import org.aistack.kernel.listing.ListRequest;
import org.aistack.ops.notes.Notes;
import org.aistack.ops.notes.internal.NoteFilters;
import org.aistack.ops.notes.internal.NotesCapability;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** Finds notes by words. */
@Component(service = Tool.class)
public final class FindNotes implements Tool<FindNotes.Arguments> {

    private static final Card CARD = new Card(
            "notes.find_notes",
            new Text("按词语查找便签", "Find notes by words of their title or body"),
            NotesCapability.READ,
            Effect.READ);

    private final Notes notes;

    @Activate
    public FindNotes(@Reference Notes notes) {
        this.notes = notes;
    }

    @Override
    public Card card() {
        return CARD;
    }

    @Override
    public Class<Arguments> arguments() {
        return Arguments.class;
    }

    @Override
    public Object call(Arguments arguments) {
        return notes.list(ListRequest.of(NoteFilters.SPEC, Map.of("q", List.of(arguments.q()))));
    }

    /** The words to look for. */
    public record Arguments(String q) {
        public Arguments {
            Check.that().text("/q", q, 1, 200).done();
        }
    }
}
