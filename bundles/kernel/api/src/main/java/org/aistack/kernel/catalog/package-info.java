/** What a capability says about itself and brings along. */
@org.osgi.annotation.versioning.Version("1.0.0")
package org.aistack.kernel.catalog;
