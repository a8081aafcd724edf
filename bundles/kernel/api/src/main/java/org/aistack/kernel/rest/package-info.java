/** What a REST resource says about itself, and what it may ask of a request. */
@org.osgi.annotation.versioning.Version("1.0.0")
package org.aistack.kernel.rest;
