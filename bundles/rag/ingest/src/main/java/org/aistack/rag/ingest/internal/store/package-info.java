/** Tables and files of the documents. */
package org.aistack.rag.ingest.internal.store;
