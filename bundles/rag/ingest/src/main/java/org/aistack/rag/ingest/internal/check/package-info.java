/** Whether tables and files of documents agree. */
package org.aistack.rag.ingest.internal.check;
