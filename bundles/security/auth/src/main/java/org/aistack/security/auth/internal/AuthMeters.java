package org.aistack.security.auth.internal;

import org.aistack.kernel.observe.Meters;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** The metrics of signing in. */
@Component(service = AuthMeters.class)
public final class AuthMeters {

    private final Meters.Counter logins;
    private final Meters.Counter refreshes;
    private final Meters.Counter reuses;
    private final Meters.Timer hashing;

    @Activate
    public AuthMeters(@Reference Meters meters) {
        logins = meters.counter("auth_logins_total", "Attempts to sign in with a password", "result");
        refreshes = meters.counter("auth_refreshes_total", "Uses of refresh tokens", "result");
        reuses = meters.counter("auth_refresh_reuse_total", "Refresh tokens that came a second time");
        hashing = meters.timer("auth_password_seconds", "Time one password check took, waiting included");
    }

    /** @param result {@code success, failed, delayed} or {@code busy} */
    public void login(String result) {
        logins.add(result);
    }

    /** @param result {@code success} or {@code failed} */
    public void refreshed(String result) {
        refreshes.add(result);
    }

    public void reused() {
        reuses.add();
    }

    public void hashed(double seconds) {
        hashing.record(seconds);
    }
}
