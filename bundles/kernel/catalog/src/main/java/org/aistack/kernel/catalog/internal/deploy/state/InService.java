package org.aistack.kernel.catalog.internal.deploy.state;

import org.aistack.kernel.catalog.Deployment.Content;

/**
 * What the container should hold of one symbolic name, whatever becomes of its cache.
 *
 * @param content what is in service; {@link Content#NONE} with a name when it was taken away
 * @param base version that the distribution brought when it was first replaced; empty when it brings none
 * @param stopped whether somebody stopped it
 * @param present whether it is installed by us; false when it was taken away
 */
public record InService(Content content, String base, boolean stopped, boolean present) {}
