package org.aistack.security.auth.internal.session;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import org.aistack.kernel.Id;
import org.aistack.security.auth.internal.AuthSettings;
import org.aistack.security.auth.internal.session.SessionBook.Opened;
import org.aistack.security.auth.internal.store.SessionRow;
import org.aistack.security.auth.internal.store.UserRow;
import org.aistack.security.auth.internal.store.Utc;
import org.aistack.security.auth.internal.token.AccessTokens;
import org.aistack.security.auth.internal.token.Claims;
import org.aistack.security.rbac.Roles;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** Hands out the tokens of a session. */
@Component(service = TokenDesk.class)
public final class TokenDesk {

    /** There is one scope: what the user may. */
    static final String SCOPE = "all";

    private final AccessTokens tokens;
    private final Roles roles;
    private final AuthSettings settings;
    private final Clock clock;

    @Activate
    public TokenDesk(
            @Reference AccessTokens tokens,
            @Reference Roles roles,
            @Reference AuthSettings settings,
            @Reference Clock clock) {
        this.tokens = tokens;
        this.roles = roles;
        this.settings = settings;
        this.clock = clock;
    }

    Tokens tokens(UserRow user, Opened opened) {
        String subject = Id.text(user.id());
        SessionRow session = opened.session();
        Instant now = clock.instant().truncatedTo(ChronoUnit.SECONDS);
        List<String> held =
                roles.of(List.of(subject)).get(subject).stream().sorted().toList();
        Claims claims = new Claims(
                subject,
                Id.text(session.id()),
                session.clientId(),
                SCOPE,
                held,
                roles.revision(),
                now,
                now.plus(settings.accessToken()));
        return new Tokens(
                tokens.issue(claims),
                settings.accessToken(),
                opened.refreshToken(),
                Duration.between(now, Utc.at(session.expiresAt())),
                SCOPE,
                user.mustChangePassword());
    }
}
