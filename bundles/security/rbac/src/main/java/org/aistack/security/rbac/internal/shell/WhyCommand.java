package org.aistack.security.rbac.internal.shell;

import java.util.List;
import org.aistack.security.auth.Users;
import org.aistack.security.rbac.internal.Explanations;
import org.aistack.security.rbac.internal.HolderBook;
import org.aistack.security.rbac.internal.Question;
import org.apache.karaf.shell.api.action.Action;
import org.apache.karaf.shell.api.action.Argument;
import org.apache.karaf.shell.api.action.Command;
import org.apache.karaf.shell.api.action.lifecycle.Reference;
import org.apache.karaf.shell.api.action.lifecycle.Service;

/** {@code rbac:why <user> <permission>}. */
@Service
@Command(scope = "rbac", name = "why", description = "某用户为何有或没有某权限 Why a user may, or may not")
public final class WhyCommand implements Action {

    @Reference
    private Users users;

    @Reference
    private HolderBook holders;

    @Reference
    private Explanations explanations;

    @Argument(index = 0, name = "user", required = true, description = "用户名 Name of the user")
    private String user;

    @Argument(index = 1, name = "permission", required = true, description = "权限 Permission")
    private String permission;

    @Override
    public Object execute() {
        String id = users.byName(user)
                .orElseThrow(() -> new IllegalArgumentException("no such user: " + user))
                .id();
        List<String> roles = holders.get(id).roles();
        for (var answer : explanations
                .answer(new Question(roles, null, List.of(permission)))
                .results()) {
            System.out.println(
                    answer.allowed()
                            ? "yes, " + answer.because()
                            : "no, nothing in " + roles + " covers " + answer.permission());
        }
        return null;
    }
}
