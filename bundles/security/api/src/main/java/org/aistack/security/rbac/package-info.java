/** Roles and what they permit. */
@org.osgi.annotation.versioning.Version("1.0.0")
package org.aistack.security.rbac;
