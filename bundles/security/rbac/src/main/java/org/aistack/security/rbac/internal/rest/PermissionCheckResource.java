package org.aistack.security.rbac.internal.rest;

import javax.ws.rs.POST;
import javax.ws.rs.Path;
import javax.ws.rs.Produces;
import javax.ws.rs.core.MediaType;
import org.aistack.kernel.rest.Requires;
import org.aistack.kernel.rest.Summary;
import org.aistack.security.rbac.internal.Explanations;
import org.aistack.security.rbac.internal.Question;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.jaxrs.whiteboard.propertytypes.JaxrsResource;

/** {@code /api/rbac/permissions:compute}: would these roles, or these grants, be enough? */
@Component(service = PermissionCheckResource.class)
@JaxrsResource
@Path("permissions:compute")
@Produces(MediaType.APPLICATION_JSON)
public final class PermissionCheckResource {

    private final Explanations explanations;

    @Activate
    public PermissionCheckResource(@Reference Explanations explanations) {
        this.explanations = explanations;
    }

    @POST
    @Requires("user:read")
    @Summary(zh = "试算用户是否有权限", en = "Computes whether a user is permitted something")
    public Explanations.Answers compute(Question question) {
        return explanations.answer(question);
    }
}
