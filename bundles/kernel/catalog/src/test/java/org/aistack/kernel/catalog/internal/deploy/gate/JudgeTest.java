package org.aistack.kernel.catalog.internal.deploy.gate;

import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertFalse;
import static org.junit.Assert.assertThrows;
import static org.junit.Assert.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Optional;
import java.util.Set;
import org.junit.Rule;
import org.junit.Test;
import org.junit.rules.TemporaryFolder;

public final class JudgeTest {

    @Rule
    public final TemporaryFolder folder = new TemporaryFolder();

    private final Judge judge = new Judge(new Judge.Limits(20, 40L << 20, 50));

    @Test
    public void aCapabilityIsRead() throws Exception {
        Path file = in(Jars.capability()
                .header("Bundle-SymbolicName", "org.aistack.ops.gadget; singleton:=true")
                .header("Export-Package", "a.b;version=\"1.0\";uses:=\"c.d,e.f\",g.h"));
        assertEquals(new Jar("org.aistack.ops.gadget", "1.2.3", true, false, Set.of("a.b", "g.h")), judge.judge(file));
        assertEquals("org.aistack.ops.gadget", Judge.name(file));
    }

    @Test
    public void aLibraryOffersPackagesAndDoesNothing() throws Exception {
        assertTrue(judge.judge(in(Jars.plain().header("Export-Package", "a.b"))).library());
        assertFalse(judge.judge(in(Jars.plain())).library());
        assertFalse(judge.judge(in(Jars.plain().header("Export-Package", "a.b").header("Bundle-Activator", "a.b.C")))
                .library());
    }

    @Test
    public void whatIsNoBundleIsRefusedWithTheMissingThing() throws Exception {
        refused("META-INF/MANIFEST.MF", zipWithoutManifest());
        refused("Bundle-SymbolicName", in(Jars.plain().without("Bundle-SymbolicName")));
        refused("Bundle-ManifestVersion: 2", in(Jars.plain().without("Bundle-ManifestVersion")));
        refused("Bundle-SymbolicName is not valid", in(Jars.plain().header("Bundle-SymbolicName", "../evil")));
        refused("version is not valid: x.y", in(Jars.plain().header("Bundle-Version", "x.y")));
        refused("fragment", in(Jars.plain().header("Fragment-Host", "org.aistack.kernel.api")));
    }

    @Test
    public void halfAFileIsNoJar() throws Exception {
        byte[] whole = Files.readAllBytes(in(Jars.capability()));
        for (int length : new int[] {0, 4, whole.length / 2, whole.length - 1}) {
            Path half = Files.write(folder.newFile().toPath(), Arrays.copyOf(whole, length));
            refused("not a complete jar file", half);
            assertEquals("", Judge.name(half));
        }
    }

    @Test
    public void bombsAreFoundByUnpackingThem() throws Exception {
        refused("unpacks to too much", in(Jars.capability().entry("a", new byte[11 << 20])));
        refused("unpacks to too much", in(Jars.capability().entry("a", new byte[50 << 20])));
        assertTrue(
                judge.judge(in(Jars.capability().entry("a", new byte[9 << 20]))).plate());
        Jars many = Jars.capability();
        for (int i = 0; i < 20; i++) {
            many.entry("e" + i, new byte[1]);
        }
        refused("more than 20 entries", in(many));
    }

    @Test
    public void namesThatLeadOutsideAreRefused() throws Exception {
        refused("leads outside", in(Jars.capability().entry("../../etc/passwd", new byte[1])));
        refused("leads outside", in(Jars.capability().entry("/etc/passwd", new byte[1])));
    }

    @Test
    public void onlyApisExportOurPackages() throws Exception {
        Jars own = Jars.capability().header("Export-Package", "org.aistack.ops.gadget");
        no("It exports org.aistack.ops.gadget", true, own, Optional.empty());
        no("no name plate", true, Jars.plain(), Optional.empty());
        rules(
                true,
                Jars.plain()
                        .header("Bundle-SymbolicName", "org.aistack.ops.api")
                        .header("Export-Package", "org.aistack.ops"));
        rules(true, Jars.plain().header("Bundle-SymbolicName", "com.acme.lib").header("Export-Package", "com.acme"));
        rules(true, Jars.capability());
    }

    @Test
    public void theKernelAndSecurityComeSignedOnlyOutsideOfDevelopment() throws Exception {
        for (String name : Set.of("org.aistack.kernel.web", "org.aistack.security.auth")) {
            no("only signed files", false, Jars.capability().header("Bundle-SymbolicName", name), Optional.empty());
            rules(true, Jars.capability().header("Bundle-SymbolicName", name));
        }
        rules(false, Jars.capability());
    }

    @Test
    public void anIdBelongsToOneBundle() throws Exception {
        no("org.aistack.ops.notes", true, Jars.capability(), Optional.of("org.aistack.ops.notes"));
        no("1 to 12 lower case", true, Jars.capability().header("Bundle-SymbolicName", "a.Gadget"), Optional.empty());
    }

    private void refused(String reason, Path file) {
        Refused refused = assertThrows(Refused.class, () -> judge.judge(file));
        assertTrue(refused.reason().en(), refused.reason().en().contains(reason));
        assertFalse(refused.reason().zh().isBlank());
    }

    private void rules(boolean development, Jars jar) throws Exception {
        new Rules(development).check(judge.judge(in(jar)), Optional.empty());
    }

    private void no(String reason, boolean development, Jars jar, Optional<String> rival) throws Exception {
        Jar judged = judge.judge(in(jar));
        Refused refused = assertThrows(Refused.class, () -> new Rules(development).check(judged, rival));
        assertTrue(refused.reason().en(), refused.reason().en().contains(reason));
    }

    private Path in(Jars jars) throws IOException {
        return jars.in(folder.getRoot().toPath());
    }

    private Path zipWithoutManifest() throws IOException {
        Path file = folder.newFile().toPath();
        try (var zip = new java.util.zip.ZipOutputStream(Files.newOutputStream(file))) {
            zip.putNextEntry(new java.util.zip.ZipEntry("hello.txt"));
        }
        return file;
    }
}
