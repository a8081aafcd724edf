package org.aistack.security.rbac.internal;

import java.util.List;
import org.aistack.kernel.rest.Versioned;

/** The roles of a user, sorted. */
public record UserRoles(String userId, List<String> roles, long revision) implements Versioned {}
