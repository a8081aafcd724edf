package org.aistack.kernel.observe.internal.rest;

import java.util.List;
import org.aistack.kernel.observe.internal.health.Checked;

/**
 * How the server is.
 *
 * @param status {@code up}, {@code degraded} or {@code down}
 * @param checks why; null for callers who may not know
 */
public record Health(String status, List<Checked> checks) {}
