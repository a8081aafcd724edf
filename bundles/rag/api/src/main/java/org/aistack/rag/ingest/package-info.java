/** Documents, their passages, and who may read them. */
@org.osgi.annotation.versioning.Version("1.0.0")
package org.aistack.rag.ingest;
