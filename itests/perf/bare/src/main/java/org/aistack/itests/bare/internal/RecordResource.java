package org.aistack.itests.bare.internal;

import java.util.Map;
import javax.ws.rs.GET;
import javax.ws.rs.Path;
import javax.ws.rs.PathParam;
import javax.ws.rs.Produces;
import javax.ws.rs.core.MediaType;
import org.aistack.kernel.rest.Requires;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.jaxrs.whiteboard.propertytypes.JaxrsResource;

/** {@code /api/bare/record}: the record by the whole stack; {@code /api/bare/slow/{millis}}: somebody who waits. */
@Component(service = RecordResource.class)
@JaxrsResource
@Path("/")
@Produces(MediaType.APPLICATION_JSON)
public final class RecordResource {

    private static final int MAX_MILLIS = 10_000;

    @Activate
    public RecordResource() {
        // nothing to prepare
    }

    @GET
    @Path("record")
    @Requires(Fixed.PERMISSION)
    public Fixed get() {
        return Fixed.RECORD;
    }

    @GET
    @Path("slow/{millis}")
    @Requires(Fixed.PERMISSION)
    public Map<String, Integer> slow(@PathParam("millis") int millis) throws InterruptedException {
        Thread.sleep(Math.max(0, Math.min(millis, MAX_MILLIS)));
        return Map.of("slept", millis);
    }
}
