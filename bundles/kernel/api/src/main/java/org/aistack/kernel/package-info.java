/** The words every capability shares: texts in two languages, ids, problems. */
@org.osgi.annotation.versioning.Version("1.0.0")
package org.aistack.kernel;
