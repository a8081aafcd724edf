/** Metrics of one bundle. */
@org.osgi.annotation.versioning.Version("1.0.0")
package org.aistack.kernel.observe;
