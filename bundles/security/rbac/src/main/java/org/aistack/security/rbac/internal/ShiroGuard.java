package org.aistack.security.rbac.internal;

import java.util.concurrent.Callable;
import org.aistack.kernel.KernelError;
import org.aistack.kernel.Problem;
import org.aistack.kernel.access.Caller;
import org.aistack.kernel.access.Guard;
import org.aistack.security.auth.AccessError;
import org.aistack.security.rbac.Roles;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/**
 * The one decision point. Roles become Shiro permissions, compiled once per set of roles; Shiro's subjects, sessions and
 * filters are not used, so there is no state between calls and no second opinion about paths.
 */
@Component
public final class ShiroGuard implements Guard {

    private final ThreadLocal<Caller> bound = new ThreadLocal<>();
    private final RoleTable table;
    private final RbacMeters meters;

    @Activate
    public ShiroGuard(@Reference RoleTable table, @Reference RbacMeters meters) {
        this.table = table;
        this.meters = meters;
    }

    @Override
    public Caller caller() {
        Caller caller = bound.get();
        return caller == null ? Caller.ANONYMOUS : caller;
    }

    @Override
    public boolean permits(Caller caller, String permission) {
        return switch (caller.kind()) {
            case SYSTEM -> true;
            case ANONYMOUS -> false;
            case PERSON, CLIENT -> table.current().grants(caller.roles()).allows(permission);
        };
    }

    @Override
    public <T> T runAs(Caller caller, Callable<T> action) throws Exception {
        Caller before = bound.get();
        bound.set(caller);
        try {
            return action.call();
        } finally {
            if (before == null) {
                bound.remove();
            } else {
                bound.set(before);
            }
        }
    }

    @Override
    public void require(Caller caller, String permission) {
        if (permits(caller, permission)) {
            return;
        }
        if (!caller.authenticated()) {
            throw Problem.of(KernelError.UNAUTHENTICATED);
        }
        meters.denied(permission);
        boolean pending = caller.roles().contains(Roles.NEW_PASSWORD_FIRST);
        throw Problem.of(pending ? AccessError.PASSWORD_CHANGE_REQUIRED : KernelError.DENIED);
    }
}
