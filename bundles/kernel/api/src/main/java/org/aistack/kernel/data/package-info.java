/** The tables of one capability and the unit of work on them. */
@org.osgi.annotation.versioning.Version("1.0.0")
package org.aistack.kernel.data;
