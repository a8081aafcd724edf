package org.aistack.kernel.data.internal.work;

import static org.junit.Assert.assertFalse;
import static org.junit.Assert.assertTrue;

import java.net.URL;
import java.net.URLClassLoader;
import org.junit.After;
import org.junit.Test;

public final class OwnMappingRepositoryTest {

    private final ClassLoader ours = AlphaRow.class.getClassLoader();

    @After
    public void forget() {
        OwnMappingRepository.OWNER.remove();
    }

    @Test
    public void unitsThatAreBuiltAtTheSameTimeDoNotMixTheirClasses() throws Exception {
        try (var others = new URLClassLoader(new URL[0])) {
            OwnMappingRepository.OWNER.set(others);
            var foreign = new OwnMappingRepository();
            // the thread of another unit tells everybody of its classes
            OwnMappingRepository.OWNER.set(ours);
            foreign.register(AlphaRow.class);
            assertFalse(foreign.mine(AlphaRow.class));
            var own = new OwnMappingRepository();
            OwnMappingRepository.OWNER.remove();
            assertTrue(own.mine(AlphaRow.class));
        }
    }
}
