/** The people of the installation. */
@org.osgi.annotation.versioning.Version("1.0.0")
package org.aistack.security.auth;
