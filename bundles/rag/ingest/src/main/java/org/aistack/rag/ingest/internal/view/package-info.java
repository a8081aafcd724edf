/** What clients see and send. */
package org.aistack.rag.ingest.internal.view;
