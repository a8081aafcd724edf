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
    @ObjectClassDefinition(name = "AI Stack: auth")
    public @interface Config {

        @AttributeDefinition(description = "Name of this installation in tokens; empty: http://localhost:<port>")
        String issuer() default "";

        @AttributeDefinition(
                description = "How access tokens are signed",
                options = {@Option("ES256"), @Option("RS256"), @Option("HS256")})
        String algorithm() default "ES256";

        @AttributeDefinition(description = "Life of an access token, seconds")
        int access__token__seconds() default 1_800;

        @AttributeDefinition(description = "Life of a session from sign-in, hours")
        int session__hours() default 168;

        @AttributeDefinition(description = "bcrypt cost of new password hashes, 10 to 16")
        int bcrypt__cost() default 12;

        @AttributeDefinition(description = "Whether the clients of the product may sign in with a password")
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
