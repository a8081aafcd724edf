/** Facts that happened: told once, delivered at least once. */
@org.osgi.annotation.versioning.Version("1.0.0")
package org.aistack.kernel.events;
