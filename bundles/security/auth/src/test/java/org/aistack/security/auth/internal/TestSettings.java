package org.aistack.security.auth.internal;

import java.lang.reflect.Proxy;
import java.util.Map;

/** Settings with their defaults, but for those named. */
public final class TestSettings {

    private TestSettings() {}

    /** @param changed by the names of the methods */
    public static AuthSettings with(Map<String, Object> changed) {
        var config = (AuthSettings.Config) Proxy.newProxyInstance(
                TestSettings.class.getClassLoader(),
                new Class<?>[] {AuthSettings.Config.class},
                (proxy, method, arguments) -> changed.getOrDefault(method.getName(), method.getDefaultValue()));
        return new AuthSettings(config);
    }

    /** Quick to hash. */
    public static AuthSettings quick() {
        return with(Map.of("bcrypt__cost", 10));
    }
}
