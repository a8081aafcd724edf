/** The way of passages into the index. */
package org.aistack.rag.ingest.internal.index;
