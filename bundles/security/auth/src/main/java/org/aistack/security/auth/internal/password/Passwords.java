package org.aistack.security.auth.internal.password;

import at.favre.lib.crypto.bcrypt.BCrypt;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.aistack.kernel.Problem;
import org.aistack.security.auth.internal.AuthError;
import org.aistack.security.auth.internal.AuthMeters;
import org.aistack.security.auth.internal.AuthSettings;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Reference;

/**
 * Hashes and checks passwords on threads of its own: as many as there are cores, with a short queue. What does not fit is
 * refused at once, so a flood of sign-ins costs other requests neither threads nor patience.
 */
@Component(service = Passwords.class)
public final class Passwords {

    private static final int QUEUE_PER_CORE = 4;
    private static final Duration RETRY = Duration.ofSeconds(1);
    private static final String ALPHABET = "./ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789";
    private static final BCrypt.Version VERSION = BCrypt.Version.VERSION_2B;

    private final SecureRandom random = new SecureRandom();
    private final AtomicInteger number = new AtomicInteger();
    private final AuthSettings settings;
    private final AuthMeters meters;
    private final ThreadPoolExecutor pool;

    @Activate
    public Passwords(@Reference AuthSettings settings, @Reference AuthMeters meters) {
        this(settings, meters, Runtime.getRuntime().availableProcessors());
    }

    Passwords(AuthSettings settings, AuthMeters meters, int cores) {
        this.settings = settings;
        this.meters = meters;
        pool = new ThreadPoolExecutor(
                cores, cores, 30, TimeUnit.SECONDS, new ArrayBlockingQueue<>(QUEUE_PER_CORE * cores), task -> {
                    Thread thread = new Thread(task, "auth-password-" + number.incrementAndGet());
                    thread.setDaemon(true);
                    return thread;
                });
        pool.allowCoreThreadTimeOut(true);
    }

    @Deactivate
    void stop() {
        pool.shutdownNow();
    }

    int waiting() {
        return pool.getQueue().size();
    }

    /** The self-describing hash of a password that passed {@link PasswordRules}. */
    public String hash(String password) {
        int cost = settings.bcryptCost();
        byte[] bytes = password.getBytes(StandardCharsets.UTF_8);
        return onPool(() -> new String(BCrypt.with(VERSION).hash(cost, bytes), StandardCharsets.US_ASCII));
    }

    /**
     * Is this the password? Takes as long when there is none to compare with.
     *
     * @param hash null when nobody has that name, or has no password
     */
    public boolean matches(String password, String hash) {
        boolean possible = hash != null && !PasswordRules.tooLong(password);
        String against = possible ? hash : dummy();
        byte[] bytes = PasswordRules.tooLong(password) ? new byte[PasswordRules.MAX_BYTES] : utf8(password);
        boolean verified = onPool(
                () -> BCrypt.verifyer(VERSION).verify(bytes, against.getBytes(StandardCharsets.US_ASCII)).verified);
        return verified && possible;
    }

    /** Whether a hash is weaker than the settings ask for. */
    public boolean outdated(String hash) {
        return !hash.startsWith(prefix());
    }

    private static byte[] utf8(String password) {
        return password.getBytes(StandardCharsets.UTF_8);
    }

    private String prefix() {
        return "$2b$" + settings.bcryptCost() + "$";
    }

    /** A hash of nothing anybody knows, of today's cost. */
    private String dummy() {
        // the last character of salt and hash carries fewer bits; a dot is always one of them
        return prefix() + letters(21) + "." + letters(30) + ".";
    }

    private String letters(int count) {
        return random.ints(count, 0, ALPHABET.length())
                .mapToObj(i -> ALPHABET.substring(i, i + 1))
                .reduce("", String::concat);
    }

    private <T> T onPool(Callable<T> work) {
        long start = System.nanoTime();
        Future<T> result;
        try {
            result = pool.submit(work);
        } catch (RejectedExecutionException e) {
            throw Problem.of(AuthError.BUSY).retryAfter(RETRY);
        }
        try {
            return result.get();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw Problem.of(AuthError.BUSY).retryAfter(RETRY);
        } catch (ExecutionException e) {
            throw new IllegalStateException("password hashing failed", e.getCause());
        } finally {
            meters.hashed((System.nanoTime() - start) / 1e9);
        }
    }
}
