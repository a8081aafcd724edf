package org.aistack.ops.notes.internal;

import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertFalse;
import static org.junit.Assert.assertTrue;

import java.util.Set;
import org.aistack.ops.notes.WordCount;
import org.junit.Test;

public class WordsTest {

    @Test
    public void splitsWordsAndPairsOfHanCharacters() {
        assertEquals(Set.of("付款", "款期", "期限", "限", "net", "30", "days"), Words.terms("付款期限: Net 30 days"));
    }

    @Test
    public void asksForPairsOnlyUnlessThereIsOneCharacter() {
        assertEquals(Set.of("付款", "款期"), Words.question("付款期"));
        assertEquals(Set.of("款"), Words.question("款"));
        assertTrue(Words.isPrefix("款"));
        assertFalse(Words.isPrefix("付款"));
        assertFalse(Words.isPrefix("a"));
    }

    @Test
    public void findsNothingToAskInPunctuation() {
        assertTrue(Words.question(" ?!%_ ").isEmpty());
    }

    @Test
    public void countsWordsCharactersAndHan() {
        assertEquals(new WordCount(2, 14, 2), Words.count("hello 世界, you!"));
        assertEquals(new WordCount(0, 0, 0), Words.count(""));
        assertEquals(new WordCount(0, 1, 1), Words.count("𠮷"));
    }
}
