package org.aistack.ops.notes.internal;

import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertFalse;
import static org.junit.Assert.assertNull;
import static org.junit.Assert.assertThrows;
import static org.junit.Assert.assertTrue;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.aistack.kernel.Id;
import org.aistack.kernel.Problem;
import org.aistack.kernel.access.Caller;
import org.aistack.kernel.events.Event;
import org.aistack.kernel.listing.ListRequest;
import org.aistack.kernel.testkit.RecordingMeters;
import org.aistack.kernel.testkit.TestCursors;
import org.aistack.kernel.testkit.TestGuard;
import org.aistack.kernel.testkit.TestStore;
import org.aistack.ops.notes.Audience;
import org.aistack.ops.notes.Note;
import org.aistack.ops.notes.NoteAction;
import org.aistack.ops.notes.NoteArchived;
import org.aistack.ops.notes.NoteChanged;
import org.aistack.ops.notes.NoteContent;
import org.aistack.ops.notes.NoteCreated;
import org.aistack.ops.notes.NoteDeleted;
import org.aistack.ops.notes.NoteState;
import org.aistack.ops.notes.TagCount;
import org.aistack.ops.notes.internal.event.TagCountCheck;
import org.aistack.ops.notes.internal.event.TagCounter;
import org.junit.After;
import org.junit.Before;
import org.junit.Test;

public class NoteBookTest {

    private static final Caller ANN = TestGuard.person("ann", "user");
    private static final Caller BEN = TestGuard.person("ben", "user");

    private TestStore store;
    private TestGuard guard;
    private NoteBook notes;
    private RecordingMeters meters;

    @Before
    public void open() {
        store = TestStore.of("notes");
        guard = TestGuard.granting(NotesCapability.READ, NotesCapability.WRITE).as(ANN);
        meters = new RecordingMeters();
        var settings = new NotesSettings(new Fixed(100, 0));
        notes = new NoteBook(store, guard, settings, new TestCursors(), store.ids(), store.clock(), meters);
    }

    @After
    public void close() {
        store.close();
    }

    @Test
    public void tellsEveryChangeExactlyWhenItHappened() {
        Note note = notes.create(content("plan"));
        Note changed = notes.change(note.id(), note.revision(), c -> content("better plan"));
        notes.move(note.id(), NoteAction.ARCHIVE);
        Note archived = notes.get(note.id());
        notes.delete(note.id(), archived.revision());
        assertEquals(
                List.of(
                        new NoteCreated(note.id(), note.revision()),
                        new NoteChanged(note.id(), note.revision()),
                        new NoteChanged(note.id(), changed.revision()),
                        new NoteArchived(note.id(), archived.revision()),
                        new NoteDeleted(note.id(), archived.revision()),
                        new NoteChanged(note.id(), archived.revision() + 1)),
                store.events());
    }

    @Test
    public void refusesAnOldRevisionAndTellsNothing() {
        Note note = notes.create(content("plan"));
        notes.change(note.id(), note.revision(), c -> content("other"));
        int told = store.events().size();
        var problem = assertThrows(Problem.class, () -> notes.change(note.id(), note.revision(), c -> content("mine")));
        assertEquals("kernel.stale", problem.code().wire());
        assertEquals(told, store.events().size());
        assertEquals("other", notes.get(note.id()).title());
    }

    @Test
    public void keepsChangesAndOrdersTags() {
        Note note = notes.create(tagged("a", "b", "c"));
        Note same = notes.change(note.id(), note.revision(), c -> c);
        assertEquals(List.of("a", "b", "c"), same.tags());
        Note other = notes.change(note.id(), same.revision(), c -> tagged("c", "d", "a"));
        assertEquals(List.of("c", "d", "a"), other.tags());
        assertEquals(List.of("c", "d", "a"), notes.get(note.id()).tags());
        assertTrue(list("tag", "b").isEmpty());
    }

    private static NoteContent tagged(String... tags) {
        return new NoteContent(null, "tagged", null, List.of(tags), null, null);
    }

    @Test
    public void hidesPrivateNotesEverywhere() {
        Note note = notes.create(content("secret"));
        guard.as(BEN);
        assertEquals(
                "kernel.not-found",
                assertThrows(Problem.class, () -> notes.get(note.id())).code().wire());
        assertThrows(Problem.class, () -> notes.history(note.id()));
        assertThrows(Problem.class, () -> notes.delete(note.id(), note.revision()));
        assertTrue(list("q", "secret").isEmpty());
        guard.as(Caller.SYSTEM);
        assertEquals(1, list("q", "secret").size());
    }

    @Test
    public void letsOnlyOwnerAndAdministratorChange() {
        Note note = notes.create(new NoteContent(null, "menu", null, null, null, Audience.EVERYONE));
        guard.as(BEN);
        var problem = assertThrows(Problem.class, () -> notes.change(note.id(), note.revision(), c -> content("x")));
        assertEquals("kernel.denied", problem.code().wire());
        guard.grant(NotesCapability.ADMIN);
        assertEquals(
                "x", notes.change(note.id(), note.revision(), c -> content("x")).title());
    }

    @Test
    public void findsWordsButNeverPatterns() {
        notes.create(new NoteContent(null, "液压油更换", "Press three needs hydraulic oil", null, null, null));
        for (String found : List.of("液压", "液压油", "油", "HYDRAULIC oil", "换")) {
            assertEquals(found, 1, list("q", found).size());
        }
        for (String missed : List.of("hydr", "%", "_", "压更", "oil gas", "' or 1=1")) {
            assertEquals(missed, 0, list("q", missed).size());
        }
    }

    @Test
    public void keepsTheOrderOverPages() {
        for (int i = 0; i < 7; i++) {
            store.clock().advance(Duration.ofSeconds(1));
            notes.create(new NoteContent(null, "n" + i, null, null, i == 3, null));
        }
        var first = notes.list(request("limit", "3"));
        assertEquals(
                List.of("n3", "n6", "n5"),
                first.items().stream().map(Note::title).toList());
        var second = notes.list(request("limit", "3", "cursor", first.nextCursor()));
        assertEquals(
                List.of("n4", "n2", "n1"),
                second.items().stream().map(Note::title).toList());
        var third = notes.list(request("limit", "3", "cursor", second.nextCursor()));
        assertEquals(List.of("n0"), third.items().stream().map(Note::title).toList());
        assertNull(third.nextCursor());
        assertEquals(Long.valueOf(7), notes.list(request("count", "exact")).total());
    }

    @Test
    public void rememberItsMoves() {
        Note note = notes.create(content("plan"));
        assertEquals(
                NoteState.ARCHIVED, notes.move(note.id(), NoteAction.ARCHIVE).state());
        assertEquals(
                "notes.illegal-transition",
                assertThrows(Problem.class, () -> notes.move(note.id(), NoteAction.ARCHIVE))
                        .code()
                        .wire());
        notes.move(note.id(), NoteAction.RESTORE);
        assertEquals(
                List.of(NoteState.ACTIVE, NoteState.ARCHIVED),
                notes.history(note.id()).stream().map(t -> t.from()).toList());
    }

    @Test
    public void takesACodeOnceAndTheSettingAtItsWord() {
        notes.create(new NoteContent("A-1", "x", null, null, null, null));
        assertEquals(
                "notes.duplicate-code",
                assertThrows(Problem.class, () -> notes.create(new NoteContent("A-1", "y", null, null, null, null)))
                        .code()
                        .wire());
        var tooLong = new NoteContent(null, "x", "y".repeat(101), null, null, null);
        assertEquals(
                "/body",
                assertThrows(Problem.class, () -> notes.create(tooLong))
                        .violations()
                        .get(0)
                        .pointer());
    }

    @Test
    public void countsTagsTheSameHoweverOftenAnEventComes() {
        var counter = new TagCounter(store);
        var check = new TagCountCheck(store);
        Note mine = notes.create(new NoteContent(null, "a", null, List.of("x", "y"), null, null));
        Note all = notes.create(new NoteContent(null, "b", null, List.of("x"), null, Audience.EVERYONE));
        assertFalse("not counted yet", check.check().findings().isEmpty());
        for (int i = 0; i < 3; i++) {
            counter.on(told(mine.id()));
            counter.on(told(all.id()));
        }
        assertEquals(List.of(new TagCount("x", 2), new TagCount("y", 1)), notes.tags());
        assertEquals(List.of(), check.check().findings());
        guard.as(BEN);
        assertEquals("private tags stay private", List.of(new TagCount("x", 1)), notes.tags());
        guard.as(ANN);
        notes.change(
                mine.id(),
                mine.revision(),
                c -> new NoteContent(null, "a", null, List.of("z"), null, Audience.EVERYONE));
        notes.delete(all.id(), all.revision());
        counter.on(told(mine.id()));
        counter.on(told(all.id()));
        assertEquals(List.of(new TagCount("z", 1)), notes.tags());
        assertEquals(List.of(), check.check().findings());
    }

    @Test
    public void writesALongChineseNoteInReasonableStatements() {
        var body = new StringBuilder();
        for (int i = 0; i < 90; i++) {
            body.appendCodePoint(0x4e00 + 7 * i);
        }
        notes.create(new NoteContent(null, "长", body.toString(), null, null, null));
        assertEquals(1, list("q", body.substring(10, 20)).size());
    }

    private List<Note> list(String... parameters) {
        return notes.list(request(parameters)).items();
    }

    private static ListRequest request(String... parameters) {
        Map<String, List<String>> all = new java.util.HashMap<>();
        for (int i = 0; i < parameters.length; i += 2) {
            all.put(parameters[i], List.of(parameters[i + 1]));
        }
        return ListRequest.of(NoteFilters.SPEC, all);
    }

    private Event<NoteChanged> told(String id) {
        assertTrue(Id.parse(id) > 0);
        return new Event<>(1, store.clock().instant(), "ann", new NoteChanged(id, 1));
    }

    private static NoteContent content(String title) {
        return new NoteContent(null, title, null, null, null, null);
    }
}
