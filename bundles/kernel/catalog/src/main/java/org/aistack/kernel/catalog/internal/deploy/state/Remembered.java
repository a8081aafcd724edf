package org.aistack.kernel.catalog.internal.deploy.state;

import java.util.List;
import java.util.Map;
import org.aistack.kernel.catalog.Deployment;

/**
 * Everything that is kept in the file.
 *
 * @param deployments oldest first
 * @param inService by symbolic name
 * @param files of the deploy folder, by name
 * @param tolerated by deployment: parts that did not work before it either
 */
public record Remembered(
        List<Deployment> deployments,
        Map<String, InService> inService,
        Map<String, Seen> files,
        Map<String, List<String>> tolerated) {

    static final Remembered NOTHING = new Remembered(List.of(), Map.of(), Map.of(), Map.of());
}
