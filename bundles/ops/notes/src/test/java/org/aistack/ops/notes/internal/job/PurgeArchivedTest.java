package org.aistack.ops.notes.internal.job;

import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertThrows;
import static org.junit.Assert.assertTrue;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.aistack.kernel.Problem;
import org.aistack.kernel.Text;
import org.aistack.kernel.jobs.Run;
import org.aistack.kernel.jobs.Stopped;
import org.aistack.kernel.testkit.RecordingMeters;
import org.aistack.kernel.testkit.TestCursors;
import org.aistack.kernel.testkit.TestStore;
import org.aistack.ops.notes.Note;
import org.aistack.ops.notes.NoteAction;
import org.aistack.ops.notes.NoteContent;
import org.aistack.ops.notes.NoteDeleted;
import org.aistack.ops.notes.internal.Fixed;
import org.aistack.ops.notes.internal.NoteBook;
import org.aistack.ops.notes.internal.OldNotes;
import org.junit.After;
import org.junit.Test;

public final class PurgeArchivedTest {

    private final TestStore store = TestStore.of("notes");
    private final NoteBook notes = new NoteBook(
            store,
            store.guard(),
            new Fixed(1_000, 0).settings(),
            new TestCursors(),
            store.ids(),
            store.clock(),
            new RecordingMeters());
    private final List<Double> progress = new ArrayList<>();
    private int stopAfter = Integer.MAX_VALUE;

    @After
    public void close() {
        store.close();
    }

    private PurgeArchived job(int purgeDays) {
        return new PurgeArchived(new OldNotes(store, store.clock()), new Fixed(1_000, purgeDays).settings());
    }

    private int purge(int purgeDays) {
        return job(purgeDays).run(new PurgeArchived.Arguments(null), run()).notes();
    }

    @Test
    public void deletesWhatWasArchivedLongerThanTheSettingSays() {
        Note kept = notes.create(content("active"));
        Note old = archived("old");
        store.clock().advance(Duration.ofDays(5));
        Note young = archived("young");
        Note back = archived("restored");
        notes.move(back.id(), NoteAction.RESTORE);
        store.clock().advance(Duration.ofDays(6));
        assertEquals(0, purge(11));
        assertEquals(1, purge(10));
        assertThrows(Problem.class, () -> notes.get(old.id()));
        for (Note note : List.of(kept, young, back)) {
            assertEquals(note.id(), notes.get(note.id()).id());
        }
        assertTrue(store.events().stream()
                .anyMatch(event ->
                        event instanceof NoteDeleted deleted && deleted.noteId().equals(old.id())));
    }

    @Test
    public void aNoteThatWasArchivedAgainStartsAnew() {
        Note note = archived("again");
        store.clock().advance(Duration.ofDays(20));
        notes.move(note.id(), NoteAction.RESTORE);
        notes.move(note.id(), NoteAction.ARCHIVE);
        assertEquals(0, purge(10));
        store.clock().advance(Duration.ofDays(11));
        assertEquals(1, purge(10));
    }

    @Test
    public void zeroMeansNeverUnlessTheArgumentsSayDays() {
        archived("old");
        store.clock().advance(Duration.ofDays(1_000));
        assertEquals(0, purge(0));
        assertEquals(1, job(0).run(new PurgeArchived.Arguments(999), run()).notes());
        assertThrows(Problem.class, () -> new PurgeArchived.Arguments(0));
    }

    @Test
    public void goesOnWhereItWasStopped() {
        for (int i = 0; i < 250; i++) {
            archived("note " + i);
        }
        store.clock().advance(Duration.ofDays(2));
        stopAfter = 2;
        assertThrows(Stopped.class, () -> purge(1));
        assertEquals(List.of(0.0, 0.4), progress.subList(0, 2));
        stopAfter = Integer.MAX_VALUE;
        assertEquals(50, purge(1));
    }

    private Note archived(String title) {
        return notes.move(notes.create(content(title)).id(), NoteAction.ARCHIVE);
    }

    private static NoteContent content(String title) {
        return new NoteContent(null, title, null, List.of("t"), null, null);
    }

    private Run run() {
        progress.clear();
        return new Run() {
            @Override
            public String id() {
                return "1";
            }

            @Override
            public void progress(double ratio, Text step) {
                progress.add(ratio);
                check();
            }

            @Override
            public void check() {
                if (progress.size() > stopAfter) {
                    throw new Stopped("asked to");
                }
            }

            @Override
            public void keep(String state) {
                throw new AssertionError("nothing needs to be kept");
            }

            @Override
            public Optional<String> kept() {
                return Optional.empty();
            }
        };
    }
}
