package org.aistack.security.auth.internal.user;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import org.osgi.framework.BundleContext;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The file with the random first password of the administrator; it exists until the first sign-in. */
@Component(service = FirstPassword.class)
public final class FirstPassword {

    /** Name of the first administrator. */
    static final String ADMIN = "admin";

    private static final Logger LOG = LoggerFactory.getLogger(FirstPassword.class);
    /** Without letters and digits that look alike. */
    private static final String ALPHABET = "abcdefghijkmnpqrstuvwxyzABCDEFGHJKLMNPQRSTUVWXYZ23456789";

    private static final int LENGTH = 20;

    private final Path file;

    @Activate
    public FirstPassword(BundleContext context) {
        this(Path.of(context.getProperty("aistack.data")));
    }

    public FirstPassword(Path data) {
        file = data.resolve("bootstrap-admin");
    }

    /** Makes a password and writes it down for the server's user alone. */
    String make() {
        StringBuilder password = new StringBuilder();
        new SecureRandom().ints(LENGTH, 0, ALPHABET.length()).forEach(i -> password.append(ALPHABET.charAt(i)));
        try {
            Files.deleteIfExists(file);
            Files.createFile(file, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
            Files.writeString(file, password + "\n");
        } catch (IOException e) {
            throw new UncheckedIOException("the first password could not be written to " + file, e);
        }
        LOG.info("The first password of {} is in {}", ADMIN, file);
        return password.toString();
    }

    /** Removes the file once the administrator was here. */
    void usedBy(String canonical) {
        if (ADMIN.equals(canonical)) {
            try {
                Files.deleteIfExists(file);
            } catch (IOException e) {
                LOG.warn("Please delete {}: {}", file, e.toString());
            }
        }
    }
}
