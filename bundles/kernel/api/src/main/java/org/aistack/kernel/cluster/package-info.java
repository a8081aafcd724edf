/** Who may do what only one may do at a time, also when several servers share a database. */
@org.osgi.annotation.versioning.Version("1.0.0")
package org.aistack.kernel.cluster;
