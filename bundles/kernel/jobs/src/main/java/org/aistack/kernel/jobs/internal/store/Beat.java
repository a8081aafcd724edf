package org.aistack.kernel.jobs.internal.store;

/**
 * A sign of life of a running job.
 *
 * @param server name of the node it runs on
 * @param life of that node
 * @param beat rises while the worker lives
 */
public record Beat(long id, long fence, String server, long life, long beat, boolean cancel) {}
