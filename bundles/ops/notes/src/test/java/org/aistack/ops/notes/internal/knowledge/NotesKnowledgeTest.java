package org.aistack.ops.notes.internal.knowledge;

import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.aistack.kernel.access.Caller;
import org.aistack.kernel.events.Event;
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
import org.aistack.ops.notes.internal.Fixed;
import org.aistack.ops.notes.internal.NoteBook;
import org.aistack.ops.notes.internal.NotesCapability;
import org.aistack.ops.notes.internal.NotesSettings;
import org.aistack.rag.knowledge.Knowledge;
import org.junit.After;
import org.junit.Before;
import org.junit.Test;

public class NotesKnowledgeTest {

    private static final Caller ANN = TestGuard.person("ann", "user");

    /** Remembers what it was told. */
    private static final class Recorded implements Knowledge {

        final Map<String, Entry> entries = new TreeMap<>();

        @Override
        public void put(Entry entry) {
            entries.put(entry.source() + ":" + entry.id(), entry);
        }

        @Override
        public void remove(String source, String id) {
            entries.remove(source + ":" + id);
        }
    }

    private final Recorded known = new Recorded();
    private TestStore store;
    private NoteBook notes;
    private KnowledgeWriter writer;
    private KnowledgeEraser eraser;

    @Before
    public void open() {
        store = TestStore.of("notes");
        var guard =
                TestGuard.granting(NotesCapability.READ, NotesCapability.WRITE).as(ANN);
        var settings = new NotesSettings(new Fixed(100, 0));
        notes = new NoteBook(
                store, guard, settings, new TestCursors(), store.ids(), store.clock(), new RecordingMeters());
        writer = new KnowledgeWriter(store, known);
        eraser = new KnowledgeEraser(store, known);
    }

    @After
    public void close() {
        store.close();
    }

    private Note write(String title, String body, Audience audience) {
        return notes.create(new NoteContent(null, title, body, List.of("tag"), null, audience));
    }

    private void changed(Note note) {
        writer.on(new Event<>(1, store.clock().instant(), "ann", new NoteChanged(note.id(), 1)));
    }

    private void archived(Note note) {
        eraser.on(new Event<>(2, store.clock().instant(), "ann", new NoteArchived(note.id(), 2)));
    }

    @Test
    public void tellsTitleAndBodyWithItsReaders() {
        Note open = write("盘点", "每月最后一个星期五", Audience.EVERYONE);
        Note secret = write("plan", null, Audience.PRIVATE);
        changed(open);
        changed(secret);
        assertEquals(
                List.of(
                        new Knowledge.Entry("notes", open.id(), "盘点", "盘点\n\n每月最后一个星期五", "ann", true),
                        new Knowledge.Entry("notes", secret.id(), "plan", "plan", "ann", false)),
                List.copyOf(known.entries.values()));
    }

    @Test
    public void tellsWhatTheNoteIsNowHoweverLateTheEventComes() {
        Note note = write("draft", "one", Audience.EVERYONE);
        notes.change(
                note.id(), note.revision(), c -> new NoteContent(null, "final", "two", null, null, Audience.PRIVATE));
        changed(note);
        changed(note);
        Knowledge.Entry entry = known.entries.get("notes:" + note.id());
        assertEquals("final\n\ntwo", entry.text());
        assertEquals(false, entry.everyone());
    }

    @Test
    public void forgetsArchivedAndDeletedNotes() {
        Note note = write("menu", "soup", Audience.EVERYONE);
        changed(note);
        notes.move(note.id(), NoteAction.ARCHIVE);
        archived(note);
        assertTrue(known.entries.isEmpty());
        changed(note);
        assertTrue("an older event brings nothing back", known.entries.isEmpty());
        Note restored = notes.move(note.id(), NoteAction.RESTORE);
        archived(note);
        assertEquals("a late event takes nothing away", 1, known.entries.size());
        notes.delete(note.id(), restored.revision());
        changed(note);
        assertTrue(known.entries.isEmpty());
    }

    @Test
    public void handsOutEveryActiveNoteOnce() {
        List<String> made = new ArrayList<>();
        for (int i = 0; i < 205; i++) {
            made.add(write("n" + i, "", Audience.EVERYONE).id());
        }
        notes.move(made.remove(0), NoteAction.ARCHIVE);
        List<String> told = new ArrayList<>();
        new NotesKnowledge(store).replay(entry -> told.add(entry.id()));
        assertEquals(made, told);
    }
}
