/** The way of a document from bytes to the index, stage by stage, each durable before the next begins. */
package org.aistack.rag.ingest.internal.work;
