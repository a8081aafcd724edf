package org.aistack.security.auth.internal;

import java.util.List;
import java.util.Map;
import java.util.function.DoubleSupplier;
import java.util.function.IntSupplier;
import org.aistack.kernel.observe.Meters;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** The metrics of signing in. */
@Component(service = AuthMeters.class)
public final class AuthMeters {

    private static final String TOKENS = "auth_tokens";
    private static final String HIT = "hit";
    private static final String MISS = "miss";

    private final Meters meters;
    private final Meters.Counter cached;
    private final Meters.Counter logins;
    private final Meters.Counter refreshes;
    private final Meters.Counter reuses;
    private final Meters.Timer hashing;

    @Activate
    public AuthMeters(@Reference Meters meters) {
        this.meters = meters;
        logins = meters.counter("auth_logins_total", "登录尝试次数 · Attempts to sign in.", "result");
        List.of("success", "failure", "delayed", "mfa").forEach(result -> logins.add(0, result));
        refreshes = meters.counter("auth_refreshes_total", "刷新令牌的使用次数 · Uses of refresh tokens.", "result");
        List.of("success", "failure").forEach(result -> refreshes.add(0, result));
        reuses = meters.counter("auth_refresh_reuse_total", "重复使用刷新令牌的次数 · Refresh tokens that came a second time.");
        hashing = meters.timer(
                "auth_password_seconds", "校验一次密码的时间（含等待） · Time one password check took, waiting included.");
        cached = meters.counter("kernel_cache_requests_total", "缓存查询次数 · Questions to a cache.", "cache", "result");
        List.of(HIT, MISS).forEach(result -> cached.add(0, TOKENS, result));
    }

    /** Shows how many sessions live. */
    public void sessions(DoubleSupplier alive) {
        meters.gauge("auth_sessions", "有效会话数 · Sessions that are alive.", alive);
    }

    /** Shows how many tokens are remembered. */
    public void tokens(IntSupplier remembered) {
        meters.gauges(
                "kernel_cache_entries",
                "缓存条目数 · Entries of a cache.",
                "cache",
                () -> Map.of(TOKENS, remembered.getAsInt()));
    }

    /** A token was looked up. */
    public void token(boolean remembered) {
        cached.add(TOKENS, remembered ? HIT : MISS);
    }

    /** @param result {@code success}, {@code failure}, {@code delayed} or {@code mfa} */
    public void login(String result) {
        logins.add(result);
    }

    /** @param result {@code success} or {@code failure} */
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
