package org.aistack.rag.ingest.internal;

import java.lang.reflect.Proxy;
import java.util.Map;

/** The settings of a server that was not configured, except for some. */
public final class TestSettings {

    private TestSettings() {}

    public static IngestSettings with(Map<String, Object> some) {
        var settings = (IngestSettings.Settings) Proxy.newProxyInstance(
                TestSettings.class.getClassLoader(),
                new Class<?>[] {IngestSettings.Settings.class},
                (proxy, method, arguments) -> some.getOrDefault(method.getName(), method.getDefaultValue()));
        return new IngestSettings(settings);
    }

    public static IngestSettings defaults() {
        return with(Map.of());
    }
}
