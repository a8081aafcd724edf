package org.aistack.security.auth.internal.shell;

import java.util.List;
import java.util.Map;
import org.aistack.kernel.access.Caller;
import org.aistack.kernel.access.Guard;
import org.aistack.kernel.listing.ListRequest;
import org.aistack.security.auth.internal.user.UserList;
import org.apache.karaf.shell.api.action.Action;
import org.apache.karaf.shell.api.action.Argument;
import org.apache.karaf.shell.api.action.Command;
import org.apache.karaf.shell.api.action.lifecycle.Reference;
import org.apache.karaf.shell.api.action.lifecycle.Service;
import org.apache.karaf.shell.support.table.ShellTable;

/** {@code auth:users [words]}. */
@Service
@Command(scope = "auth", name = "users", description = "列出用户 List users")
public final class UsersCommand implements Action {

    @Reference
    private UserList users;

    @Reference
    private Guard guard;

    @Argument(name = "words", description = "用户名、姓名或邮箱的一部分 Part of a name or mail")
    private String words;

    @Override
    public Object execute() throws Exception {
        Map<String, List<String>> parameters =
                words == null ? Map.of("limit", List.of("200")) : Map.of("limit", List.of("200"), "q", List.of(words));
        var found = guard.runAs(Caller.SYSTEM, () -> users.list(ListRequest.of(UserList.SPEC, parameters)));
        var table = new ShellTable();
        table.column("id");
        table.column("username");
        table.column("status");
        table.column("roles");
        table.column("last login");
        found.items().forEach(user -> table.addRow()
                .addContent(
                        user.id(),
                        user.username(),
                        user.status(),
                        user.roles(),
                        user.lastLoginAt() == null ? "" : user.lastLoginAt()));
        table.print(System.out);
        return null;
    }
}
