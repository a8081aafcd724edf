package org.aistack.security.rbac.internal.health;

import org.aistack.security.rbac.internal.HolderBook;
import org.apache.felix.hc.api.HealthCheck;
import org.apache.felix.hc.api.Result;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** Is the table of roles reachable, and is there anybody left to give rights? */
@Component(property = {HealthCheck.NAME + "=rbac.roles", "hc.title=角色 · Roles", HealthCheck.TAGS + "=rbac"})
public final class RbacCheck implements HealthCheck {

    private final HolderBook holders;

    @Activate
    public RbacCheck(@Reference HolderBook holders) {
        this.holders = holders;
    }

    @Override
    public Result execute() {
        try {
            return holders.holders(HolderBook.ADMIN).isEmpty()
                    ? new Result(Result.Status.WARN, "no administrator")
                    : new Result(Result.Status.OK, "roles are readable");
        } catch (RuntimeException e) {
            return new Result(Result.Status.CRITICAL, "roles are not readable");
        }
    }
}
