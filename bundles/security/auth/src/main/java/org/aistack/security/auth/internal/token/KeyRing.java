package org.aistack.security.auth.internal.token;

import com.nimbusds.jose.jwk.JWK;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.text.ParseException;
import java.time.Clock;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.aistack.security.auth.internal.AuthSettings;
import org.osgi.framework.BundleContext;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/**
 * The keys tokens are signed with, one file each, readable by the server's user alone. The newest of the configured
 * algorithm signs; all verify, each with its own algorithm only.
 */
@Component(service = KeyRing.class)
public final class KeyRing {

    private static final String PREFIX = "auth-";
    private static final String SUFFIX = ".jwk";
    private static final Set<PosixFilePermission> OWNER = PosixFilePermissions.fromString("rw-------");
    private static final Set<PosixFilePermission> OWNER_FOLDER = PosixFilePermissions.fromString("rwx------");

    private final Path folder;
    private final AuthSettings settings;
    private final Clock clock;
    private final Map<String, SigningKey> keys = new ConcurrentHashMap<>();

    @Activate
    public KeyRing(BundleContext context, @Reference AuthSettings settings, @Reference Clock clock) {
        this(Path.of(context.getProperty("aistack.data"), "keys"), settings, clock);
    }

    public KeyRing(Path folder, AuthSettings settings, Clock clock) {
        this.folder = folder;
        this.settings = settings;
        this.clock = clock;
        load();
        signing();
    }

    /** The key that signs now. */
    SigningKey signing() {
        return newest().orElseGet(this::make);
    }

    /** The key with this id; looked up in memory only. */
    Optional<SigningKey> find(String kid) {
        return Optional.ofNullable(keys.get(kid));
    }

    /** What the world may know: public members of asymmetric keys. */
    public List<Map<String, Object>> published() {
        return keys.values().stream()
                .sorted(Comparator.comparing(SigningKey::since))
                .map(key -> key.jwk().toPublicJWK())
                .filter(Objects::nonNull)
                .map(KeyRing::members)
                .toList();
    }

    private static Map<String, Object> members(JWK jwk) {
        Map<String, Object> members = jwk.toJSONObject();
        members.put("use", "sig");
        members.remove("iat");
        return members;
    }

    private Optional<SigningKey> newest() {
        return keys.values().stream()
                .filter(key -> key.algorithm().getName().equals(settings.algorithm()))
                .max(Comparator.comparing(SigningKey::since).thenComparing(SigningKey::kid));
    }

    private synchronized SigningKey make() {
        return newest().orElseGet(() -> {
            SigningKey key = SigningKey.generate(settings.algorithm(), clock.instant());
            save(key);
            keys.put(key.kid(), key);
            return key;
        });
    }

    private void load() {
        try {
            createFolder();
            try (DirectoryStream<Path> files = Files.newDirectoryStream(folder, PREFIX + "*" + SUFFIX)) {
                for (Path file : files) {
                    SigningKey key = SigningKey.of(JWK.parse(Files.readString(file)));
                    keys.put(key.kid(), key);
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException("the folder of signing keys is not readable", e);
        } catch (ParseException e) {
            throw new IllegalStateException("a signing key in " + folder + " is damaged", e);
        }
    }

    private void save(SigningKey key) {
        try {
            Path fresh = folder.resolve(PREFIX + key.kid() + ".new");
            Files.createFile(fresh, owner(OWNER));
            Files.writeString(fresh, key.jwk().toJSONString());
            Files.move(fresh, folder.resolve(PREFIX + key.kid() + SUFFIX), StandardCopyOption.ATOMIC_MOVE);
        } catch (IOException e) {
            throw new UncheckedIOException("the signing key could not be stored", e);
        }
    }

    private void createFolder() throws IOException {
        if (!Files.isDirectory(folder)) {
            Files.createDirectories(folder, owner(OWNER_FOLDER));
        }
    }

    private static FileAttribute<Set<PosixFilePermission>> owner(Set<PosixFilePermission> mode) {
        return PosixFilePermissions.asFileAttribute(mode);
    }
}
