package org.aistack.rag.ingest.internal.text;

/** A document ready to be cut. */
public record Prepared(Canonical canonical, Languages.Guess language, Report report) {}
