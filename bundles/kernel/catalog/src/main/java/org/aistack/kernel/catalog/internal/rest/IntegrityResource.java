package org.aistack.kernel.catalog.internal.rest;

import java.util.Optional;
import javax.ws.rs.GET;
import javax.ws.rs.Path;
import javax.ws.rs.Produces;
import javax.ws.rs.QueryParam;
import javax.ws.rs.core.MediaType;
import org.aistack.kernel.catalog.Integrity;
import org.aistack.kernel.rest.Requires;
import org.aistack.kernel.rest.RestBase;
import org.aistack.kernel.rest.Summary;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.jaxrs.whiteboard.propertytypes.JaxrsResource;

/** {@code /api/kernel/integrity}: whether the data of all capabilities are consistent. */
@Component(service = IntegrityResource.class)
@JaxrsResource
@RestBase(base = "/api/kernel")
@Path("integrity")
@Produces(MediaType.APPLICATION_JSON)
public final class IntegrityResource {

    private final Integrity integrity;

    @Activate
    public IntegrityResource(@Reference Integrity integrity) {
        this.integrity = integrity;
    }

    /**
     * Runs the checks now.
     *
     * @param group only those of this group
     * @param capability only those of this capability
     */
    @GET
    @Requires("system:monitor")
    @Summary(zh = "检查全部数据是否一致", en = "Checks whether all data are consistent")
    public Integrity.Result check(@QueryParam("group") String group, @QueryParam("capability") String capability) {
        return integrity.check(Optional.ofNullable(group), Optional.ofNullable(capability));
    }
}
