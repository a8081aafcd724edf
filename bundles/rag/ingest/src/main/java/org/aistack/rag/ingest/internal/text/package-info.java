/** Pure text work: cleaning, structure, sentences, chunks, languages. No OSGi, no tables, no clock. */
package org.aistack.rag.ingest.internal.text;
