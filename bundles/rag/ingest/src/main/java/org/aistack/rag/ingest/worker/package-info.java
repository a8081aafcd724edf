/**
 * The program of the parser process. It runs outside the container, with Tika on its class path, and speaks
 * {@link org.aistack.rag.ingest.worker.Protocol} on its standard streams.
 */
package org.aistack.rag.ingest.worker;
