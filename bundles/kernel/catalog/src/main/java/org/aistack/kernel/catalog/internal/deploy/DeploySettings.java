package org.aistack.kernel.catalog.internal.deploy;

import java.time.Duration;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Modified;
import org.osgi.service.metatype.annotations.AttributeDefinition;
import org.osgi.service.metatype.annotations.Designate;
import org.osgi.service.metatype.annotations.ObjectClassDefinition;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The settings; a change takes effect with the next deployment. */
@Component(service = DeploySettings.class, configurationPid = "org.aistack.kernel.catalog")
@Designate(ocd = DeploySettings.Settings.class)
public final class DeploySettings {

    private static final Logger LOG = LoggerFactory.getLogger(DeploySettings.class);

    /** The keys. */
    @ObjectClassDefinition(
            name = "部署 Deploying",
            description = "功能如何进入运行中的服务器 How capabilities come into the running server")
    public @interface Settings {
        @AttributeDefinition(
                name = "策略 Policy",
                description = "any：接受所有通过检查的文件；off：不接受。 any: whatever passes the checks; off: nothing.")
        String deploy_policy() default "any";

        @AttributeDefinition(
                name = "健康时限 Health limit",
                description =
                        "秒；新版本在此时间内不健康则换回旧版本。 Seconds after which a version that is not healthy is replaced by the one before.",
                min = "1",
                max = "600")
        int deploy_health__seconds() default 60;

        @AttributeDefinition(
                name = "停止时限 Stop limit",
                description = "秒；等待 bundle 停止的最长时间。 Seconds a bundle gets to stop.",
                min = "1",
                max = "600")
        int deploy_stop__seconds() default 45;

        @AttributeDefinition(
                name = "保留版本 Kept versions",
                description = "每个功能保留的版本数，用于回滚。 Versions of a capability that are kept for rolling back.",
                min = "1",
                max = "50")
        int deploy_keep__versions() default 5;

        @AttributeDefinition(name = "最大文件 Largest file", description = "字节。 Bytes.", min = "1")
        long deploy_max__file__bytes() default 256L << 20;
    }

    private volatile Settings settings;

    @Activate
    public DeploySettings(Settings settings) {
        changed(settings);
    }

    @Modified
    void changed(Settings now) {
        settings = now;
        String policy = now.deploy_policy().strip();
        if (!policy.equals("any") && !policy.equals("off")) {
            LOG.error("deploy.policy = {} is not known here (any, off): nothing is deployed", policy);
        }
    }

    /** Whether anything may be deployed; a policy that is not known means no. */
    public boolean open() {
        return settings.deploy_policy().strip().equals("any");
    }

    Duration health() {
        return Duration.ofSeconds(within(settings.deploy_health__seconds(), 600));
    }

    public Duration stop() {
        return Duration.ofSeconds(within(settings.deploy_stop__seconds(), 600));
    }

    int versions() {
        return within(settings.deploy_keep__versions(), 50);
    }

    public long largest() {
        return settings.deploy_max__file__bytes();
    }

    private static int within(int value, int most) {
        return Math.max(1, Math.min(most, value));
    }
}
