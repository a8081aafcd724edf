package org.aistack.kernel.observe.internal.log;

import org.aistack.kernel.observe.Answered;

/**
 * What is written of one request.
 *
 * @param millis when it was answered, since 1970
 */
record AccessLine(long millis, Answered request) {}
