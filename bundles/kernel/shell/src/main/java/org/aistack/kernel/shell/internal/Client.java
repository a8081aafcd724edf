package org.aistack.kernel.shell.internal;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.PublicKey;
import java.time.Duration;
import java.util.EnumSet;
import org.apache.sshd.client.SshClient;
import org.apache.sshd.client.channel.ClientChannelEvent;
import org.apache.sshd.common.config.keys.KeyUtils;
import org.apache.sshd.common.keyprovider.FileKeyPairProvider;
import org.apache.sshd.common.util.io.output.NoCloseOutputStream;

/** Runs one shell command in the server of this machine. Run by bin/aistack, outside the container. */
final class Client {

    private static final Duration PATIENCE = Duration.ofSeconds(15);

    private Client() {}

    /**
     * Ends with the status of the command, or with 2 when the server cannot be reached.
     *
     * @param args port, folder of the keys, command in one or several words
     */
    public static void main(String[] args) {
        var command = new StringBuilder();
        for (int i = 2; i < args.length; i++) {
            command.append(i > 2 ? " " : "").append(args[i]);
        }
        int status;
        try {
            status = run(Integer.parseInt(args[0]), Path.of(args[1]), command.toString());
        } catch (IOException | GeneralSecurityException problem) {
            System.err.println("aistack: the shell cannot be reached: " + problem.getMessage());
            status = 2;
        }
        System.exit(status);
    }

    private static int run(int port, Path keys, String command) throws IOException, GeneralSecurityException {
        var pair = new ShellKeys(keys).client();
        Path host = keys.resolve("ssh-host.key");
        try (var client = SshClient.setUpDefaultClient()) {
            client.setServerKeyVerifier((session, address, key) -> known(host, key));
            client.start();
            try (var session = client.connect(ShellKeys.USER, "127.0.0.1", port)
                    .verify(PATIENCE)
                    .getSession()) {
                session.addPublicKeyIdentity(pair);
                session.auth().verify(PATIENCE);
                try (var channel = session.createExecChannel(command)) {
                    channel.setOut(new NoCloseOutputStream(System.out));
                    channel.setErr(new NoCloseOutputStream(System.err));
                    channel.open().verify(PATIENCE);
                    channel.waitFor(EnumSet.of(ClientChannelEvent.CLOSED), 0);
                    Integer status = channel.getExitStatus();
                    return status == null ? 1 : status;
                }
            }
        }
    }

    /** Is it the server of these keys that answers? It makes its key with the first connection. */
    private static boolean known(Path host, PublicKey key) {
        if (!Files.exists(host)) {
            return true;
        }
        for (KeyPair own : new FileKeyPairProvider(host).loadKeys(null)) {
            if (KeyUtils.compareKeys(own.getPublic(), key)) {
                return true;
            }
        }
        return false;
    }
}
