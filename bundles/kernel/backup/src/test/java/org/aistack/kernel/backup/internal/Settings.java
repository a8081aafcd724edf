package org.aistack.kernel.backup.internal;

import java.lang.reflect.Proxy;

/** Settings as they are when nobody changes them, but for the folder. */
record Settings(String folder) {

    BackupSettings get() {
        return (BackupSettings) Proxy.newProxyInstance(
                BackupSettings.class.getClassLoader(),
                new Class<?>[] {BackupSettings.class},
                (proxy, method, arguments) -> method.getName().equals("folder") ? folder : method.getDefaultValue());
    }
}
