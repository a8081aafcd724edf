package org.aistack.security.auth.internal;

import java.time.Duration;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Modified;
import org.osgi.service.metatype.annotations.AttributeDefinition;
import org.osgi.service.metatype.annotations.Designate;
import org.osgi.service.metatype.annotations.ObjectClassDefinition;
import org.osgi.service.metatype.annotations.Option;

/** The settings, effective without restart. */
@Component(service = AuthSettings.class, configurationPid = "org.aistack.security.auth")
@Designate(ocd = AuthSettings.Config.class)
public final class AuthSettings {

    /** What can be set. */
    @ObjectClassDefinition(name = "登录 Signing in")
    public @interface Config {

        @AttributeDefinition(
                name = "签发者 Issuer",
                description =
                        "令牌中的服务器名称；空为 http://localhost:端口。 Name of this installation in tokens; empty: http://localhost:port.")
        String issuer() default "";

        @AttributeDefinition(
                name = "签名算法 Algorithm",
                description = "访问令牌的签名方式。 How access tokens are signed.",
                options = {@Option("ES256"), @Option("RS256"), @Option("HS256")})
        String algorithm() default "ES256";

        @AttributeDefinition(
                name = "访问令牌有效期（秒） Access token seconds",
                description = "访问令牌的有效期。 Life of an access token in seconds.",
                min = "60",
                max = "86400")
        int access__token__seconds() default 1_800;

        @AttributeDefinition(
                name = "会话有效期（小时） Session hours",
                description = "自登录起的会话有效期。 Life of a session from sign-in, in hours.",
                min = "1",
                max = "8760")
        int session__hours() default 168;

        @AttributeDefinition(
                name = "bcrypt 强度 bcrypt cost",
                description = "新密码哈希的强度。 Cost of new password hashes.",
                min = "10",
                max = "16")
        int bcrypt__cost() default 12;

        @AttributeDefinition(
                name = "密码登录 Password grant",
                description = "本产品的客户端是否可以用密码登录。 Whether the clients of the product may sign in with a password.")
        boolean password__grant() default true;
    }

    private volatile Config config;

    @Activate
    public AuthSettings(Config config) {
        this.config = config;
    }

    @Modified
    void change(Config changed) {
        config = changed;
    }

    /** Never taken from a request, so that nobody can choose it from outside. */
    public String issuer() {
        String issuer = config.issuer();
        if (!issuer.isBlank()) {
            return issuer.strip();
        }
        String port = System.getenv("AISTACK_PORT");
        return "http://localhost:" + (port == null || port.isBlank() ? "8181" : port.strip());
    }

    public String algorithm() {
        return config.algorithm();
    }

    public Duration accessToken() {
        return Duration.ofSeconds(Math.max(60, config.access__token__seconds()));
    }

    public Duration session() {
        return Duration.ofHours(Math.max(1, config.session__hours()));
    }

    public int bcryptCost() {
        return Math.min(16, Math.max(10, config.bcrypt__cost()));
    }

    public boolean passwordGrant() {
        return config.password__grant();
    }
}
