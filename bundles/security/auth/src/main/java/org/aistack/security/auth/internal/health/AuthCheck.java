package org.aistack.security.auth.internal.health;

import org.aistack.security.auth.internal.user.UserTable;
import org.apache.felix.hc.api.FormattingResultLog;
import org.apache.felix.hc.api.HealthCheck;
import org.apache.felix.hc.api.Result;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** Somebody can sign in. */
@Component(
        property = {
            HealthCheck.NAME + "=auth.users",
            "hc.title=用户表 · Table of users",
            HealthCheck.TAGS + "=auth",
            HealthCheck.TAGS + "=ready"
        })
public final class AuthCheck implements HealthCheck {

    private final UserTable users;

    @Activate
    public AuthCheck(@Reference UserTable users) {
        this.users = users;
    }

    @Override
    public Result execute() {
        var log = new FormattingResultLog();
        try {
            if (users.empty()) {
                log.critical("there are no users: the first password was refused, see the log");
            } else {
                log.info("the table of users answers");
            }
        } catch (RuntimeException e) {
            log.healthCheckError("the table of users does not answer", e);
        }
        return new Result(log);
    }
}
