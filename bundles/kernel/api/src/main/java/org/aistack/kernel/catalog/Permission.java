package org.aistack.kernel.catalog;

import java.util.Set;
import org.aistack.kernel.Text;

/**
 * A permission a capability asks for.
 *
 * @param name {@code <group>:<verb>[:<id>[:<noun>]]}
 * @param title for people
 * @param roles built-in roles that hold it by default; {@code admin} always does
 */
public record Permission(String name, Text title, Set<String> roles) {

    public static Permission of(String name, String zh, String en, String... roles) {
        return new Permission(name, new Text(zh, en), Set.of(roles));
    }
}
