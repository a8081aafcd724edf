/** {@code /api/ingest}. */
package org.aistack.rag.ingest.internal.rest;
