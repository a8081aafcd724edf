package org.aistack.itests.catalog;

import static org.junit.Assert.assertEquals;

import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;
import org.aistack.itests.Container;
import org.aistack.itests.Written;
import org.aistack.kernel.catalog.Capability;
import org.junit.Test;

/** The committed list of capabilities is what runs. */
public class CatalogContract extends Container {

    private static final Pattern ID = Pattern.compile("[a-z]{1,12}");

    @Test
    public void theCommittedBookSaysWhatRuns() {
        Written.at("docs/capabilities.md").check(new Book(admin(), new Contributions(context)).write());
    }

    /** One word: bundle, plate, commands, checks and settings agree. */
    @Test
    public void everythingOfACapabilityIsCalledByItsId() {
        var contributions = new Contributions(context);
        Map<String, String> wrong = new TreeMap<>();
        for (Capability plate : contributions.all(Capability.class)) {
            var bundle = contributions.bundle(plate);
            String id = plate.id();
            check(wrong, id, ID.matcher(id).matches(), "is not one word of at most twelve letters");
            check(wrong, id, Contributions.id(bundle).equals(id), "bundle " + bundle.getSymbolicName());
            Settings.of(bundle)
                    .forEach(setting -> check(
                            wrong, id, setting.pid().equals(bundle.getSymbolicName()), "settings " + setting.pid()));
            contributions.checks(bundle).forEach(name -> check(wrong, id, name.startsWith("`" + id), "check " + name));
            plate.pages().forEach(page -> check(wrong, id, page.path().startsWith(id), "page " + page.path()));
        }
        assertEquals(Map.of(), wrong);
    }

    private static void check(Map<String, String> wrong, String id, boolean fine, String what) {
        if (!fine) {
            wrong.merge(id, what, (a, b) -> a + ", " + b);
        }
    }
}
