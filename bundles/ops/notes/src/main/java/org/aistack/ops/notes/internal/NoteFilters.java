package org.aistack.ops.notes.internal;

import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.aistack.kernel.access.Caller;
import org.aistack.kernel.listing.ListRequest;
import org.aistack.kernel.listing.ListSpec;
import org.aistack.kernel.listing.SortKey;
import org.aistack.ops.notes.Audience;
import org.aistack.ops.notes.NoteState;
import org.aistack.ops.notes.internal.store.NoteQuery;
import org.aistack.ops.notes.internal.store.NoteRow;

/** What the list of notes can be asked for. */
public final class NoteFilters {

    public static final ListSpec SPEC = new ListSpec(
            "notes.notes",
            Set.of("q", "tag", "code", "state", "audience", "owner_id", "created_at_from", "created_at_to"),
            List.of(
                    new SortKey("pinned", "r.pinned", Integer::valueOf),
                    SortKey.moment("updated_at", "r.updatedAt"),
                    SortKey.moment("created_at", "r.createdAt"),
                    SortKey.text("title", "r.title")),
            "-pinned,-updated_at");

    private static final String WORD = "exists (select w from WordRow w where w.noteId = r.id and w.word ";

    private NoteFilters() {}

    static NoteQuery query(Caller caller, ListRequest request) {
        var query = new NoteQuery(caller);
        request.filter("q").ifPresent(q -> words(query, q));
        request.filter("tag")
                .ifPresent(tag -> query.and(
                        "exists (select t from TagRow t where t.noteId = r.id and t.tag = :tag)", "tag", tag));
        request.filter("code").ifPresent(code -> query.and("r.code = :code", "code", code));
        request.filter("owner_id").ifPresent(owner -> query.and("r.ownerId = :owner", "owner", owner));
        request.filter("state", text -> NoteState.valueOf(text.toUpperCase(Locale.ROOT)))
                .ifPresent(state -> query.and("r.state = :state", "state", lower(state)));
        request.filter("audience", text -> Audience.valueOf(text.toUpperCase(Locale.ROOT)))
                .ifPresent(audience -> query.and("r.audience = :audience", "audience", lower(audience)));
        request.filter("created_at_from", NoteFilters::moment)
                .ifPresent(from -> query.and("r.createdAt >= :from", "from", from));
        request.filter("created_at_to", NoteFilters::moment).ifPresent(to -> query.and("r.createdAt < :to", "to", to));
        return query;
    }

    /** The values of the sort keys of a row, then its id: where the next page goes on. */
    static List<Object> keys(ListRequest request, NoteRow row) {
        List<Object> keys = new ArrayList<>();
        for (var order : request.order()) {
            keys.add(
                    switch (order.key().field()) {
                        case "pinned" -> row.pinned();
                        case "updated_at" -> row.updatedAt();
                        case "created_at" -> row.createdAt();
                        default -> row.title();
                    });
        }
        keys.add(row.id());
        return keys;
    }

    private static void words(NoteQuery query, String text) {
        Set<String> terms = Words.question(text);
        if (terms.isEmpty()) {
            query.and("1 = 0");
        }
        int i = 0;
        for (String term : terms) {
            String name = "w" + i++;
            boolean prefix = Words.isPrefix(term);
            query.and(WORD + (prefix ? "like :" : "= :") + name + ")", name, prefix ? term + "%" : term);
        }
    }

    private static LocalDateTime moment(String text) {
        return LocalDateTime.ofInstant(Instant.parse(text), ZoneOffset.UTC);
    }

    private static String lower(Enum<?> value) {
        return value.name().toLowerCase(Locale.ROOT);
    }
}
