package org.aistack.kernel.shell.internal;

import java.io.IOException;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import javax.security.auth.login.AppConfigurationEntry;
import javax.security.auth.login.AppConfigurationEntry.LoginModuleControlFlag;
import org.apache.karaf.jaas.config.JaasRealm;
import org.osgi.framework.BundleContext;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;

/** Who may sign in to the remote shell: holders of a key of the data folder, nobody with a password. */
@Component(service = JaasRealm.class, immediate = true)
public final class ShellRealm implements JaasRealm {

    private static final String MODULES = "org.apache.karaf.jaas.modules";

    private final BundleContext context;
    private final ShellKeys keys;

    @Activate
    public ShellRealm(BundleContext context) throws IOException, GeneralSecurityException {
        this.context = context;
        this.keys = new ShellKeys(Path.of(context.getProperty("aistack.data"), "keys"));
        keys.prepare();
    }

    @Override
    public String getName() {
        return "aistack";
    }

    @Override
    public int getRank() {
        return 0;
    }

    @Override
    public AppConfigurationEntry[] getEntries() {
        return Arrays.stream(context.getBundles())
                .filter(bundle -> MODULES.equals(bundle.getSymbolicName()))
                .map(bundle -> entry(bundle.getBundleId()))
                .toArray(AppConfigurationEntry[]::new);
    }

    private AppConfigurationEntry entry(long bundle) {
        Map<String, Object> options = new HashMap<>();
        options.put("org.apache.karaf.jaas.module", MODULES + ".publickey.PublickeyLoginModule");
        options.put("org.apache.karaf.jaas.bundle", Long.toString(bundle));
        options.put(BundleContext.class.getName(), context);
        options.put("users", keys.known().toString());
        return new AppConfigurationEntry(
                "org.apache.karaf.jaas.boot.ProxyLoginModule", LoginModuleControlFlag.REQUIRED, options);
    }
}
