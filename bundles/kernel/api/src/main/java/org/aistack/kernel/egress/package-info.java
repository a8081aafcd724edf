/** The one way out: HTTP calls to other servers. */
@org.osgi.annotation.versioning.Version("1.0.0")
package org.aistack.kernel.egress;
