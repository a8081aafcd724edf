package org.aistack.ops.notes.internal;

import java.time.Clock;
import java.time.LocalDateTime;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import javax.persistence.EntityManager;
import org.aistack.kernel.Id;
import org.aistack.kernel.Ids;
import org.aistack.kernel.KernelError;
import org.aistack.kernel.Problem;
import org.aistack.kernel.access.Caller;
import org.aistack.kernel.access.Guard;
import org.aistack.kernel.data.Constraint;
import org.aistack.kernel.data.Store;
import org.aistack.kernel.data.Work;
import org.aistack.kernel.listing.Cursors;
import org.aistack.kernel.listing.ListRequest;
import org.aistack.kernel.listing.Listing;
import org.aistack.kernel.observe.Meters;
import org.aistack.kernel.rest.Match;
import org.aistack.ops.notes.Note;
import org.aistack.ops.notes.NoteAction;
import org.aistack.ops.notes.NoteArchived;
import org.aistack.ops.notes.NoteChanged;
import org.aistack.ops.notes.NoteContent;
import org.aistack.ops.notes.NoteCreated;
import org.aistack.ops.notes.NoteState;
import org.aistack.ops.notes.Notes;
import org.aistack.ops.notes.TagCount;
import org.aistack.ops.notes.Transition;
import org.aistack.ops.notes.internal.store.NoteQuery;
import org.aistack.ops.notes.internal.store.NoteRow;
import org.aistack.ops.notes.internal.store.TagRow;
import org.aistack.ops.notes.internal.store.TransitionRow;
import org.aistack.ops.notes.internal.store.WordIndex;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** The service: who may, what changes together, what is told. */
@Component
public final class NoteBook implements Notes {

    private final Store<EntityManager> store;
    private final Guard guard;
    private final NotesSettings settings;
    private final Cursors cursors;
    private final Ids ids;
    private final Clock clock;
    private final NotesMeters meters;

    @Activate
    public NoteBook(
            @Reference(target = "(unit=notes)") Store<EntityManager> store,
            @Reference Guard guard,
            @Reference NotesSettings settings,
            @Reference Cursors cursors,
            @Reference Ids ids,
            @Reference Clock clock,
            @Reference Meters meters) {
        this.store = store;
        this.guard = guard;
        this.settings = settings;
        this.cursors = cursors;
        this.ids = ids;
        this.clock = clock;
        this.meters = new NotesMeters(meters, this::active);
    }

    @Override
    public Note create(NoteContent content) {
        // everything that can be refused is refused before the write begins: a batch goes on after a wrong one
        checkLength(content);
        long id = ids.next();
        store.read(em -> requireFreeCode(em, content.code(), id));
        Note created = write(new AtomicReference<>(content.code()), work -> {
            EntityManager em = work.session();
            var row = new NoteRow(id, guard.caller().id(), content, now());
            em.persist(row);
            Note note = saveParts(em, row, content);
            work.publish(new NoteCreated(note.id(), note.revision()));
            work.publish(new NoteChanged(note.id(), note.revision()));
            return note;
        });
        meters.created();
        return created;
    }

    @Override
    public Listing<Note> list(ListRequest request) {
        Caller caller = guard.caller();
        return meters.search(() -> store.read(em -> {
            NoteQuery query = NoteFilters.query(caller, request);
            Long total = request.count() ? (Long) query.count(em) : null;
            var keyset = request.keyset(cursors, caller.id());
            List<NoteRow> rows =
                    query.and(keyset.condition(), keyset.parameters()).rows(em, request.orderBy(), request.limit() + 1);
            Map<Long, List<String>> tags = NoteQuery.tags(em, rows);
            return request.page(
                    rows,
                    row -> NoteFilters.keys(request, row),
                    row -> row.toNote(tags.getOrDefault(row.id(), List.of())),
                    cursors,
                    caller.id(),
                    total);
        }));
    }

    @Override
    public Note get(String id) {
        return store.read(em -> note(em, visible(em, id)));
    }

    @Override
    public Note change(String id, long revision, UnaryOperator<NoteContent> edit) {
        var code = new AtomicReference<String>();
        return write(code, work -> {
            EntityManager em = work.session();
            NoteRow row = changeable(em, id, revision);
            NoteContent content = edit.apply(note(em, row).content());
            code.set(content.code());
            checkLength(content);
            requireFreeCode(em, content.code(), row.id());
            row.write(content, now());
            Note note = saveParts(em, row, content);
            work.publish(new NoteChanged(note.id(), note.revision()));
            return note;
        });
    }

    @Override
    public void delete(String id, long revision) {
        store.write(work -> {
            EntityManager em = work.session();
            NoteRow row = changeable(em, id, revision);
            Removal.of(work, row);
            return null;
        });
    }

    @Override
    public Note move(String id, NoteAction action) {
        return store.write(work -> {
            EntityManager em = work.session();
            NoteRow row = locked(em, id);
            NoteState from = row.state();
            if (!from.actions().contains(action)) {
                throw Problem.of(NotesError.ILLEGAL_TRANSITION);
            }
            row.move(action.to(), now());
            em.persist(new TransitionRow(
                    ids.next(),
                    row.id(),
                    from,
                    action.to(),
                    now(),
                    guard.caller().id()));
            em.flush();
            tellMove(work, id, row);
            return note(em, row);
        });
    }

    @Override
    public List<Transition> history(String id) {
        return store.read(em -> em
                .createQuery("select t from TransitionRow t where t.noteId = :id order by t.id", TransitionRow.class)
                .setParameter("id", visible(em, id).id())
                .getResultList()
                .stream()
                .map(TransitionRow::toTransition)
                .toList());
    }

    @Override
    public List<TagCount> tags() {
        Caller caller = guard.caller();
        return store.read(em -> TagCounts.of(em, caller));
    }

    private void tellMove(Work<EntityManager> work, String id, NoteRow row) {
        if (row.state() == NoteState.ARCHIVED) {
            work.publish(new NoteArchived(id, row.version()));
        } else {
            work.publish(new NoteChanged(id, row.version()));
        }
    }

    private NoteRow visible(EntityManager em, String id) {
        return new NoteQuery(guard.caller())
                .and("r.id = :id", "id", Id.parse(id)).rows(em, "", 1).stream()
                        .findFirst()
                        .orElseThrow(() -> Problem.of(KernelError.NOT_FOUND));
    }

    /** The note locked, when the caller sees it and is its owner or manages everybody's. */
    private NoteRow locked(EntityManager em, String id) {
        Caller caller = guard.caller();
        NoteRow row =
                new NoteQuery(caller).and("r.id = :id", "id", Id.parse(id)).locked(em);
        if (row == null) {
            throw Problem.of(KernelError.NOT_FOUND);
        }
        if (!row.ownerId().equals(caller.id())) {
            guard.require(NotesCapability.ADMIN);
        }
        return row;
    }

    private NoteRow changeable(EntityManager em, String id, long revision) {
        NoteRow row = locked(em, id);
        Match.check(revision, row.version());
        return row;
    }

    private static Note note(EntityManager em, NoteRow row) {
        return row.toNote(NoteQuery.tags(em, List.of(row)).getOrDefault(row.id(), List.of()));
    }

    /** Writes tags and words; the flush gives the row its revision. */
    private static Note saveParts(EntityManager em, NoteRow row, NoteContent content) {
        TagRow.replace(em, row.id(), content.tags());
        em.flush();
        Set<String> words = Words.terms(content.title() + "\n" + content.body());
        WordIndex.replace(em, row.id(), words);
        return row.toNote(content.tags());
    }

    /** Asked before the insert, so that the usual case gets a clear answer; the unique index decides races. */
    private static Void requireFreeCode(EntityManager em, String code, long self) {
        if (code == null) {
            return null;
        }
        long others = em.createQuery(
                        "select count(r) from NoteRow r where r.code = :code and r.id <> :self", Long.class)
                .setParameter("code", code)
                .setParameter("self", self)
                .getSingleResult();
        if (others > 0) {
            throw Problem.at("/code", NotesError.DUPLICATE_CODE, code);
        }
        return null;
    }

    /** Writes, and says it in our words when somebody else took the code meanwhile. */
    private <T> T write(AtomicReference<String> code, Function<Work<EntityManager>, T> change) {
        try {
            return store.write(change);
        } catch (RuntimeException e) {
            if (Constraint.isDuplicate(e)) {
                throw Problem.at("/code", NotesError.DUPLICATE_CODE, code.get());
            }
            throw e;
        }
    }

    private void checkLength(NoteContent content) {
        int most = settings.maxBodyChars();
        if (content.body().codePointCount(0, content.body().length()) > most) {
            throw Problem.at("/body", KernelError.TOO_LONG, most);
        }
    }

    private long active() {
        return store.read(em -> em.createQuery("select count(r) from NoteRow r where r.state = 'active'", Long.class)
                .getSingleResult());
    }

    private LocalDateTime now() {
        return LocalDateTime.now(clock).truncatedTo(java.time.temporal.ChronoUnit.MICROS);
    }
}
