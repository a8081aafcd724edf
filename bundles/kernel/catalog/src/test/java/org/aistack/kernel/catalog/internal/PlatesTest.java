package org.aistack.kernel.catalog.internal;

import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertFalse;
import static org.junit.Assert.assertTrue;

import java.util.Optional;
import java.util.Set;
import org.aistack.kernel.Text;
import org.aistack.kernel.catalog.Capability;
import org.aistack.kernel.catalog.Catalog.Plate;
import org.junit.Test;

public final class PlatesTest {

    private final Plates plates = new Plates();

    @Test
    public void theLastPlateOfABundleIsKept() {
        plates.saw(7, new Notes());
        assertEquals(
                Optional.of(new Text("便签", "Notes")),
                plates.of(7, "org.aistack.ops.notes", "x").map(Plate::title));
    }

    @Test
    public void theIdOfABundleThatNeverRanComesFromItsName() {
        Plate plate = plates.of(8, "org.aistack.ops.notes", "AI Stack :: Operations :: Notes")
                .orElseThrow();
        assertEquals("notes", plate.id());
        assertEquals(new Text("Notes", "Notes"), plate.title());
    }

    @Test
    public void apisKernelAndStrangersAreNoCapabilities() {
        for (String name : new String[] {
            "org.aistack.ops.api",
            "org.aistack.kernel.rest",
            "org.apache.cxf.cxf-core",
            "org.aistack.ops.notes.more",
            null
        }) {
            assertFalse(name, plates.of(9, name, "x").isPresent());
        }
    }

    @Test
    public void aStrangerWithAPlateIsACapability() {
        plates.saw(9, new Notes());
        assertTrue(plates.of(9, "com.example.notes", "x").isPresent());
    }

    @Test
    public void platesOfUninstalledBundlesAreForgotten() {
        plates.saw(9, new Notes());
        plates.keep(Set.of(1L, 2L));
        assertFalse(plates.of(9, "com.example.notes", "x").isPresent());
    }

    @Test
    public void theFoundationIsProtected() {
        for (String name : new String[] {
            "org.aistack.kernel.data", "org.aistack.security.auth", "org.aistack.ai.natives", "org.aistack.rag.api"
        }) {
            assertTrue(name, Protection.covers(name));
        }
        assertFalse(Protection.covers("org.aistack.ops.notes"));
        assertFalse(Protection.covers("com.example.api"));
    }

    private static final class Notes implements Capability {
        @Override
        public String id() {
            return "notes";
        }

        @Override
        public Text title() {
            return new Text("便签", "Notes");
        }
    }
}
