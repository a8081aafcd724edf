/** Lists with filters, sorting and opaque cursors. */
@org.osgi.annotation.versioning.Version("1.0.0")
package org.aistack.kernel.listing;
