package org.aistack.rag.search.internal.run;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.time.Clock;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import javax.persistence.EntityManager;
import org.aistack.kernel.Id;
import org.aistack.kernel.Ids;
import org.aistack.kernel.Problem;
import org.aistack.kernel.access.Caller;
import org.aistack.kernel.access.Guard;
import org.aistack.kernel.data.Store;
import org.aistack.rag.ingest.DocumentCard;
import org.aistack.rag.ingest.Library;
import org.aistack.rag.search.internal.SearchCapability;
import org.aistack.rag.search.internal.SearchError;
import org.aistack.rag.search.internal.store.RunRow;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** Remembers searches and answers by the places they showed, never by their text: what is deleted is deleted here too. */
@Component(service = RunLedger.class)
public final class RunLedger {

    public static final String QUERY = "query";
    public static final String ANSWER = "answer";

    private final Store<EntityManager> store;
    private final Ids ids;
    private final Clock clock;
    private final Guard guard;
    private final Library library;
    private final ObjectMapper json;

    @Activate
    public RunLedger(
            @Reference(target = "(unit=search)") Store<EntityManager> store,
            @Reference Ids ids,
            @Reference Clock clock,
            @Reference Guard guard,
            @Reference Library library,
            @Reference(target = "(name=aistack)") ObjectMapper json) {
        this.store = store;
        this.ids = ids;
        this.clock = clock;
        this.guard = guard;
        this.library = library;
        this.json = json;
    }

    /** Keeps a run of the caller and gives its id. */
    public String keep(String kind, String query, String language, RunBody body) {
        long id = ids.next();
        var now = LocalDateTime.ofInstant(clock.instant(), ZoneOffset.UTC);
        var row = new RunRow(id, kind, guard.caller().id(), query, language, now, write(body));
        store.write(work -> {
            work.session().persist(row);
            return null;
        });
        return Id.text(id);
    }

    /**
     * A run with the rights of now.
     *
     * @throws Problem when there is none, or it is somebody else's
     */
    public RunView get(String id) {
        RunRow row = store.read(em -> em.find(RunRow.class, Id.parse(id)));
        Caller caller = guard.caller();
        boolean own =
                row != null && row.ownerId().equals(caller.id()) && !caller.id().isEmpty();
        if (row == null || !own && !guard.permits(caller, SearchCapability.ADMIN)) {
            throw Problem.of(SearchError.RUN_NOT_FOUND);
        }
        RunBody body = read(row.body());
        return new RunView(
                id,
                row.kind(),
                row.query(),
                row.language(),
                body.mode(),
                row.createdAt().toInstant(ZoneOffset.UTC),
                body.answerability(),
                body.degraded(),
                items(body),
                body.trace());
    }

    private List<RunView.Item> items(RunBody body) {
        Set<String> documents = body.places().stream().map(Place::documentId).collect(Collectors.toSet());
        Map<String, DocumentCard> readable = library.readable(documents);
        Set<String> existing = existing(documents);
        List<RunView.Item> items = new ArrayList<>();
        for (Place place : body.places()) {
            DocumentCard card = readable.get(place.documentId());
            items.add(
                    card == null
                            ? withheld(items.size() + 1, place, existing.contains(place.documentId()))
                            : shown(items.size() + 1, place, card));
        }
        return items;
    }

    private static RunView.Item withheld(int rank, Place place, boolean exists) {
        String status = exists ? "forbidden" : "source_deleted";
        return new RunView.Item(
                rank,
                status,
                place.documentId(),
                null,
                null,
                place.version(),
                null,
                place.chunkId(),
                null,
                null,
                place.start(),
                place.end(),
                place.score(),
                place.sentence(),
                null,
                null);
    }

    private RunView.Item shown(int rank, Place place, DocumentCard card) {
        String status = card.version() == place.version() ? "ok" : "outdated";
        String quote = place.sentence() == 0
                ? null
                : library.text(place.documentId(), place.version())
                        .map(stored -> cut(stored.text(), place.start(), place.end()))
                        .orElse(null);
        return new RunView.Item(
                rank,
                status,
                card.id(),
                card.externalId(),
                card.title(),
                place.version(),
                card.version(),
                place.chunkId(),
                place.page(),
                place.locator(),
                place.start(),
                place.end(),
                place.score(),
                place.sentence(),
                quote,
                place.quoteSha256());
    }

    /** Code points {@code [start, end)}; null when the text is shorter. */
    public static String cut(String text, int start, int end) {
        int length = text.codePointCount(0, text.length());
        if (end > length || start > end) {
            return null;
        }
        int from = text.offsetByCodePoints(0, start);
        return text.substring(from, text.offsetByCodePoints(from, end - start));
    }

    private Set<String> existing(Set<String> documents) {
        try {
            return guard.runAs(Caller.SYSTEM, () -> library.readable(documents).keySet());
        } catch (RuntimeException e) {
            throw e;
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }

    private String write(RunBody body) {
        try {
            return json.writeValueAsString(body);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException(e);
        }
    }

    private RunBody read(String body) {
        try {
            return json.readValue(body, RunBody.class);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException(e);
        }
    }
}
