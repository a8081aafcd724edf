package org.aistack.security.auth.internal.rest;

import javax.ws.rs.DELETE;
import javax.ws.rs.GET;
import javax.ws.rs.Path;
import javax.ws.rs.PathParam;
import javax.ws.rs.Produces;
import javax.ws.rs.core.MediaType;
import org.aistack.kernel.access.Caller;
import org.aistack.kernel.access.Guard;
import org.aistack.kernel.listing.Listing;
import org.aistack.kernel.rest.Anyone;
import org.aistack.kernel.rest.RestBase;
import org.aistack.kernel.rest.Summary;
import org.aistack.security.auth.internal.session.Session;
import org.aistack.security.auth.internal.session.SessionBook;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.jaxrs.whiteboard.propertytypes.JaxrsResource;

/** {@code /auth/sessions}: where one is signed in. */
@Component(service = SessionsResource.class)
@JaxrsResource
@RestBase(base = "/auth")
@Path("sessions")
@Produces(MediaType.APPLICATION_JSON)
public final class SessionsResource {

    private final SessionBook sessions;
    private final Guard guard;

    @Activate
    public SessionsResource(@Reference SessionBook sessions, @Reference Guard guard) {
        this.sessions = sessions;
        this.guard = guard;
    }

    @GET
    @Anyone(signedIn = true)
    @Summary(zh = "列出自己的会话", en = "Lists the sessions of the caller")
    public Listing<Session> list() {
        Caller caller = guard.caller();
        return Listing.of(sessions.list(caller.id(), caller.session()));
    }

    @DELETE
    @Path("{id}")
    @Anyone(signedIn = true)
    @Summary(zh = "结束一个会话", en = "Ends a session")
    public void end(@PathParam("id") String id) {
        sessions.end(guard.caller().id(), id);
    }

    /** Ends all but the one that asks. */
    @DELETE
    @Anyone(signedIn = true)
    @Summary(zh = "结束其他全部会话", en = "Ends all other sessions")
    public void endOthers() {
        Caller caller = guard.caller();
        sessions.endAllBut(caller.id(), caller.session());
    }
}
