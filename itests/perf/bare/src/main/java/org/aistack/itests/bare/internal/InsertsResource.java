package org.aistack.itests.bare.internal;

import java.sql.SQLException;
import javax.ws.rs.POST;
import javax.ws.rs.Path;
import javax.ws.rs.Produces;
import javax.ws.rs.core.MediaType;
import org.aistack.kernel.rest.Requires;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.jaxrs.whiteboard.propertytypes.JaxrsResource;

/** {@code /api/bare/inserts}: so many orders by one thread, and how long they took. */
@Component(service = InsertsResource.class)
@JaxrsResource
@Path("inserts")
@Produces(MediaType.APPLICATION_JSON)
public final class InsertsResource {

    private final Inserts inserts;

    @Activate
    public InsertsResource(@Reference Inserts inserts) {
        this.inserts = inserts;
    }

    @POST
    @Requires("system:admin")
    public Done insert(Ask ask) throws SQLException {
        inserts.clear();
        long start = System.nanoTime();
        for (int i = 0; i < ask.orders(); i++) {
            if (ask.byStore()) {
                inserts.byStore(ask.lines());
            } else {
                inserts.byJdbc(ask.lines());
            }
        }
        double seconds = (System.nanoTime() - start) / 1e9;
        return new Done(ask.orders(), (long) (seconds * 1e6), ask.orders() / seconds);
    }

    /** What to write, and how. */
    public record Ask(boolean byStore, int orders, int lines) {}

    /** What it took. */
    public record Done(int orders, long micros, double perSecond) {}
}
