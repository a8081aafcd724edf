package org.aistack.security.auth.internal.check;

import static org.junit.Assert.assertEquals;

import java.time.LocalDateTime;
import java.util.List;
import org.aistack.kernel.catalog.IntegrityCheck;
import org.aistack.kernel.catalog.IntegrityCheck.Finding;
import org.aistack.security.auth.internal.Scene;
import org.aistack.security.auth.internal.store.RefreshTokenRow;
import org.junit.After;
import org.junit.Test;

public final class AuthChecksTest {

    private final Scene scene = new Scene();

    @After
    public void close() {
        scene.close();
    }

    @Test
    public void oneTokenOfAFamilyIsGood() {
        var check = new FamilyCheck(scene.store);
        scene.user("ann");
        var first = scene.signIn("ann", Scene.PASSWORD);
        scene.refresh(first);
        scene.signIn("ann", Scene.PASSWORD);
        assertEquals(new IntegrityCheck.Report(2, List.of()), check.check());
        scene.store.write(work -> {
            long session = work.session()
                    .createQuery("select min(s.id) from SessionRow s", Long.class)
                    .getSingleResult();
            work.session()
                    .persist(new RefreshTokenRow(
                            scene.store.ids().next(), session, "copied", LocalDateTime.of(2026, 3, 1, 8, 0)));
            return null;
        });
        List<Finding> found = check.check().findings();
        assertEquals(1, found.size());
        assertEquals("2", found.get(0).actual());
    }

    @Test
    public void everybodyIsFoundByTheRightName() {
        var check = new NameCheck(scene.store);
        scene.user("Ann");
        scene.user("李明");
        assertEquals(new IntegrityCheck.Report(2, List.of()), check.check());
        scene.store.write(work -> work.session()
                .createNativeQuery("update auth_user set canonical = 'bob' where username = 'Ann'")
                .executeUpdate());
        List<Finding> found = check.check().findings();
        assertEquals(1, found.size());
        assertEquals("ann", found.get(0).expected());
        assertEquals("bob", found.get(0).actual());
    }
}
