package org.aistack.kernel.shell.internal;

import static org.junit.Assert.assertArrayEquals;
import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.Signature;
import java.security.interfaces.ECPublicKey;
import org.apache.sshd.common.config.keys.AuthorizedKeyEntry;
import org.junit.Rule;
import org.junit.Test;
import org.junit.rules.TemporaryFolder;

public final class ShellKeysTest {

    @Rule
    public final TemporaryFolder folder = new TemporaryFolder();

    @Test
    public void thePairIsMadeOnceAndFitsTogether() throws Exception {
        var keys = new ShellKeys(folder.getRoot().toPath().resolve("keys"));
        keys.prepare();
        var first = keys.client();
        keys.prepare();
        assertArrayEquals(
                first.getPrivate().getEncoded(), keys.client().getPrivate().getEncoded());
        var signer = Signature.getInstance("SHA256withECDSA");
        signer.initSign(first.getPrivate());
        signer.update(new byte[] {1, 2, 3});
        byte[] signature = signer.sign();
        signer.initVerify(first.getPublic());
        signer.update(new byte[] {1, 2, 3});
        assertTrue(signer.verify(signature));
    }

    @Test
    public void nobodyElseCanReadTheFiles() throws Exception {
        Path root = folder.getRoot().toPath();
        new ShellKeys(root).prepare();
        try (var files = Files.list(root)) {
            for (Path file : files.toList()) {
                assertEquals(
                        file.toString(),
                        "rw-------",
                        PosixFilePermissions.toString(Files.getPosixFilePermissions(file)));
            }
        }
    }

    @Test
    public void theKeyIsWrittenAsSshReadsIt() throws Exception {
        for (int i = 0; i < 20; i++) {
            var keys = new ShellKeys(folder.newFolder().toPath());
            keys.prepare();
            var key = (ECPublicKey) keys.client().getPublic();
            var read = AuthorizedKeyEntry.parseAuthorizedKeyEntry("ecdsa-sha2-nistp256 " + ShellKeys.wire(key))
                    .resolvePublicKey(null, null);
            assertEquals(key, read);
        }
    }

    @Test
    public void aLostListOfUsersIsMadeAgain() throws Exception {
        var keys = new ShellKeys(folder.getRoot().toPath());
        keys.prepare();
        String before = Files.readString(keys.known());
        Files.delete(keys.known());
        keys.prepare();
        assertEquals(before, Files.readString(keys.known()));
    }
}
