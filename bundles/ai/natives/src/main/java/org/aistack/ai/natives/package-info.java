/** Native inference behind an interface of JDK types. */
@org.osgi.annotation.versioning.Version("1.0.0")
package org.aistack.ai.natives;
