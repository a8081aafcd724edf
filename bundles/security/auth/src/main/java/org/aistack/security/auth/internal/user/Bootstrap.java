package org.aistack.security.auth.internal.user;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.aistack.kernel.Problem;
import org.aistack.security.auth.internal.password.PasswordRules;
import org.aistack.security.auth.internal.password.Passwords;
import org.aistack.security.rbac.Roles;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Makes the first administrator of an installation that has no users. The password comes from the environment; without
 * one a random password is written down that has to be changed. There is no default.
 */
@Component(service = Bootstrap.class, immediate = true)
public final class Bootstrap {

    private static final Logger LOG = LoggerFactory.getLogger(Bootstrap.class);
    private static final String VARIABLE = "AISTACK_ADMIN_PASSWORD";

    private final UserTable table;
    private final UserBook users;
    private final Passwords passwords;
    private final FirstPassword first;

    @Activate
    public Bootstrap(
            @Reference UserTable table,
            @Reference UserBook users,
            @Reference Passwords passwords,
            @Reference FirstPassword first) {
        this(table, users, passwords, first, System.getenv());
    }

    Bootstrap(
            UserTable table,
            UserBook users,
            Passwords passwords,
            FirstPassword first,
            Map<String, String> environment) {
        this.table = table;
        this.users = users;
        this.passwords = passwords;
        this.first = first;
        run(environment);
    }

    void run(Map<String, String> environment) {
        if (!table.empty()) {
            return;
        }
        try {
            Optional<String> given = given(environment);
            given.ifPresent(password -> PasswordRules.check("/" + VARIABLE, password, FirstPassword.ADMIN, null));
            String password = given.orElseGet(first::make);
            users.create(
                    FirstPassword.ADMIN,
                    FirstPassword.ADMIN,
                    new ProfileContent(null, null, null),
                    passwords.hash(password),
                    given.isEmpty(),
                    Set.of(Roles.ADMIN));
        } catch (Problem e) {
            LOG.error(
                    "There is no administrator: {} was refused ({})",
                    VARIABLE,
                    e.code().wire());
        } catch (IOException e) {
            LOG.error("There is no administrator: the file {}_FILE names cannot be read", VARIABLE);
        }
    }

    private static Optional<String> given(Map<String, String> environment) throws IOException {
        String password = environment.get(VARIABLE);
        if (password != null && !password.isEmpty()) {
            return Optional.of(password);
        }
        String file = environment.get(VARIABLE + "_FILE");
        if (file == null || file.isEmpty()) {
            return Optional.empty();
        }
        String text = Files.readString(Path.of(file), StandardCharsets.UTF_8);
        // editors end a file with a line break; it is not part of the password
        return Optional.of(text.replaceFirst("\\R\\z", ""));
    }
}
