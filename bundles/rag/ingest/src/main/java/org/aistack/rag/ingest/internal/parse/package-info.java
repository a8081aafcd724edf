/** The parser processes and what they say. */
package org.aistack.rag.ingest.internal.parse;
