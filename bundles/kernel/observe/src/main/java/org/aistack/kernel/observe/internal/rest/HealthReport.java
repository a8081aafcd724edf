package org.aistack.kernel.observe.internal.rest;

import java.util.List;
import org.aistack.kernel.observe.internal.health.Checked;

/**
 * All health checks.
 *
 * @param status of the server as a whole: {@code up}, {@code degraded} or {@code down}
 * @param items the checks that were asked for
 * @param nextCursor always null: there is one page
 */
public record HealthReport(String status, List<Checked> items, String nextCursor) {}
