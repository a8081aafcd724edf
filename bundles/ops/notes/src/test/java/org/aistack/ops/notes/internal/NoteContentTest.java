package org.aistack.ops.notes.internal;

import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertThrows;

import java.util.Collections;
import java.util.List;
import org.aistack.kernel.Problem;
import org.aistack.kernel.Violation;
import org.aistack.ops.notes.Audience;
import org.aistack.ops.notes.NoteContent;
import org.junit.Test;

public class NoteContentTest {

    @Test
    public void fillsWhatIsAbsent() {
        var content = new NoteContent(null, "t", null, null, null, null);
        assertEquals("", content.body());
        assertEquals(Boolean.FALSE, content.pinned());
        assertEquals(Audience.PRIVATE, content.audience());
        assertEquals(List.of(), content.tags());
    }

    @Test
    public void namesEverythingThatIsWrong() {
        var problem = assertThrows(
                Problem.class, () -> new NoteContent("a b", " ", null, List.of("x".repeat(41)), null, null));
        assertEquals(
                List.of("/code", "/title", "/tags/0"),
                problem.violations().stream().map(Violation::pointer).toList());
    }

    @Test
    public void takesTwentyTagsAndNoMore() {
        var twenty =
                java.util.stream.IntStream.range(0, 20).mapToObj(i -> "t" + i).toList();
        assertEquals(
                20, new NoteContent(null, "t", null, twenty, null, null).tags().size());
        var more = new java.util.ArrayList<>(twenty);
        more.add("t20");
        assertThrows(Problem.class, () -> new NoteContent(null, "t", null, more, null, null));
    }

    @Test
    public void dropsRepeatedTags() {
        var content = new NoteContent(null, "t", null, Collections.nCopies(30, "same"), null, null);
        assertEquals(List.of("same"), content.tags());
    }

    @Test
    public void countsCodePointsNotChars() {
        assertEquals(
                400,
                new NoteContent(null, "𠮷".repeat(200), null, null, null, null)
                        .title()
                        .length());
    }
}
