/** The services: collections, documents, and who may read them. */
package org.aistack.rag.ingest.internal.shelf;
