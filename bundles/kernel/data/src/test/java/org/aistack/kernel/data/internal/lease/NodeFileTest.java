package org.aistack.kernel.data.internal.lease;

import static org.junit.Assert.assertEquals;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.aistack.kernel.cluster.Node;
import org.junit.Rule;
import org.junit.Test;
import org.junit.rules.TemporaryFolder;

public final class NodeFileTest {

    @Rule
    public final TemporaryFolder folder = new TemporaryFolder();

    @Test
    public void theNameStaysAndTheLifeRises() {
        Path data = folder.getRoot().toPath().resolve("new/data");
        Node first = NodeFile.next(data, "first");
        Node second = NodeFile.next(data, "second");
        assertEquals("first", first.name());
        assertEquals(1, first.life());
        assertEquals("first", second.name());
        assertEquals(2, second.life());
    }

    @Test
    public void aDamagedFileMakesANewServer() throws IOException {
        Path data = folder.getRoot().toPath();
        for (String damage : new String[] {"", "name only", "name\nnumber\n", "a b\n7\n", "\0\0\0\0"}) {
            Files.writeString(data.resolve("server"), damage);
            Node node = NodeFile.next(data, "fresh");
            assertEquals("fresh", node.name());
            assertEquals(1, node.life());
        }
    }
}
