/** How the texts of other capabilities become findable and answerable, for those who may read them. */
@org.osgi.annotation.versioning.Version("1.0.0")
package org.aistack.rag.knowledge;
