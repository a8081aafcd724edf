package org.aistack.itests.bare.internal;

import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.ServiceScope;
import org.osgi.service.http.context.ServletContextHelper;

/** A context of its own, so that nothing of the REST path stands before the servlet. */
@Component(
        service = ServletContextHelper.class,
        scope = ServiceScope.BUNDLE,
        property = {"osgi.http.whiteboard.context.name=bare", "osgi.http.whiteboard.context.path=/bare"})
public final class BareContext extends ServletContextHelper {}
