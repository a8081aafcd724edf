package org.aistack.security.auth.internal.shell;

import org.aistack.security.auth.internal.session.Lockouts;
import org.aistack.security.auth.internal.user.Usernames;
import org.apache.karaf.shell.api.action.Action;
import org.apache.karaf.shell.api.action.Argument;
import org.apache.karaf.shell.api.action.Command;
import org.apache.karaf.shell.api.action.lifecycle.Reference;
import org.apache.karaf.shell.api.action.lifecycle.Service;

/** {@code auth:unlock <name>}: forgets failed attempts to sign in. */
@Service
@Command(scope = "auth", name = "unlock", description = "解除登录延迟 Let a name sign in again at once")
public final class UnlockCommand implements Action {

    @Reference
    private Lockouts lockouts;

    @Argument(name = "name", required = true, description = "用户名 Name of the user")
    private String name;

    @Override
    public Object execute() {
        lockouts.cleared(Usernames.claimed(name));
        return null;
    }
}
