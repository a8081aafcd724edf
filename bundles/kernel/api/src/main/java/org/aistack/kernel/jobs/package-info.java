/** Work that takes longer than a request. */
@org.osgi.annotation.versioning.Version("1.0.0")
package org.aistack.kernel.jobs;
