package org.aistack.kernel.jobs.internal.store;

/**
 * A job that may be claimed.
 *
 * @param starter key of whose it is
 */
public record Candidate(long id, long fence, String kind, String starter) {}
