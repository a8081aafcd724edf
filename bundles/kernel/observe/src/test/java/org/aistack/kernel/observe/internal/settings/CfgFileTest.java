package org.aistack.kernel.observe.internal.settings;

import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.Rule;
import org.junit.Test;
import org.junit.rules.TemporaryFolder;

public class CfgFileTest {

    @Rule
    public final TemporaryFolder folder = new TemporaryFolder();

    private CfgFile read(byte[] bytes) throws IOException {
        Path file = folder.getRoot().toPath().resolve("a.cfg");
        Files.write(file, bytes);
        return CfgFile.read(file);
    }

    private CfgFile read(String text) throws IOException {
        return read(text.getBytes(StandardCharsets.UTF_8));
    }

    private String broken(String text) throws IOException {
        CfgFile file = read(text);
        assertTrue(file.entries().isEmpty());
        return file.broken().get(0).text();
    }

    @Test
    public void readsWhatIsRightWithItsLines() throws IOException {
        CfgFile file =
                read("# comment\n! other\n\n a = 1 \r\nlong.key-x=one \\\n   two\nb =\n中文 = x".replace("中文", "c"));
        assertEquals(List.of(), file.broken());
        assertEquals(new CfgFile.Entry("1", 4), file.entries().get("a"));
        assertEquals(new CfgFile.Entry("one two", 5), file.entries().get("long.key-x"));
        assertEquals(new CfgFile.Entry("", 7), file.entries().get("b"));
        assertEquals(8, file.entries().get("c").line());
    }

    @Test
    public void aFileOfCommentsIsRight() throws IOException {
        assertEquals(List.of(), read("# nothing is set\n\n").broken());
    }

    @Test
    public void namesTheLineThatIsWrong() throws IOException {
        assertEquals("a.cfg line 2: there is no '=' between a key and a value", broken("a = 1\njust words\n"));
        assertEquals("a.cfg line 1: there is no key before the '='", broken("= 1\n"));
        assertEquals("a.cfg line 1: there is no key before the '='", broken("two words = 1\n"));
        assertEquals("a.cfg line 3: a is there twice", broken("a = 1\n\na = 2\n"));
        assertEquals("a.cfg line 1: \\u is not followed by four digits", broken("a = \\u12zz\n"));
        assertEquals("a.cfg line 1: ${ is not closed", broken("a = ${x\n"));
        assertEquals("a.cfg line 2: holds control characters", broken("a = 1\nb = \0\n"));
        assertEquals("a.cfg line 1: begins with a byte order mark", broken("\uFEFFa = 1\n"));
        assertEquals("a.cfg line 1: is empty", broken(""));
    }

    @Test
    public void refusesWhatIsNoText() throws IOException {
        byte[] bytes = "a = 1\nb = 2\nc = ?\n".getBytes(StandardCharsets.UTF_8);
        bytes[16] = (byte) 0xC3;
        assertEquals(
                "a.cfg line 3: is not text in UTF-8",
                read(bytes).broken().get(0).text());
    }

    @Test
    public void refusesWhatIsNoFile() throws IOException {
        Path missing = folder.newFolder("b.cfg").toPath();
        assertEquals(
                "b.cfg: is not a file of settings",
                CfgFile.read(missing).broken().get(0).text());
    }
}
