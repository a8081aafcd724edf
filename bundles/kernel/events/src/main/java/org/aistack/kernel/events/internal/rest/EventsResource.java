package org.aistack.kernel.events.internal.rest;

import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Set;
import javax.ws.rs.GET;
import javax.ws.rs.POST;
import javax.ws.rs.Path;
import javax.ws.rs.PathParam;
import javax.ws.rs.Produces;
import javax.ws.rs.core.Context;
import javax.ws.rs.core.MediaType;
import javax.ws.rs.core.UriInfo;
import org.aistack.kernel.Check;
import org.aistack.kernel.Id;
import org.aistack.kernel.KernelError;
import org.aistack.kernel.Problem;
import org.aistack.kernel.access.Guard;
import org.aistack.kernel.events.internal.Relay;
import org.aistack.kernel.events.internal.SubscriberView;
import org.aistack.kernel.events.internal.store.Parked;
import org.aistack.kernel.events.internal.store.RelayTables;
import org.aistack.kernel.listing.Cursors;
import org.aistack.kernel.listing.ListRequest;
import org.aistack.kernel.listing.ListSpec;
import org.aistack.kernel.listing.Listing;
import org.aistack.kernel.listing.SortKey;
import org.aistack.kernel.rest.Requires;
import org.aistack.kernel.rest.RestBase;
import org.aistack.kernel.rest.Summary;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.jaxrs.whiteboard.propertytypes.JaxrsResource;

/** What the relay does, and what it could not deliver. */
@Component(service = EventsResource.class)
@JaxrsResource
@RestBase(base = "/api/kernel")
@Path("events")
@Produces(MediaType.APPLICATION_JSON)
public final class EventsResource {

    private static final ListSpec PARKED = new ListSpec(
            "events.parked", Set.of("subscriber"), List.of(SortKey.moment("parked_at", "parked_at")), "parked_at");

    private final RelayTables tables;
    private final Relay relay;
    private final Cursors cursors;
    private final Guard guard;

    @Activate
    public EventsResource(
            @Reference RelayTables tables, @Reference Relay relay, @Reference Cursors cursors, @Reference Guard guard) {
        this.tables = tables;
        this.relay = relay;
        this.cursors = cursors;
        this.guard = guard;
    }

    /** All subscribers ever seen, by name. */
    @GET
    @Path("subscribers")
    @Requires("system:monitor")
    @Summary(zh = "列出订阅者及其进度", en = "Lists the subscribers and how far they are")
    public Listing<SubscriberView> subscribers() {
        return Listing.of(relay.report());
    }

    /**
     * Where a subscriber hears everything again from.
     *
     * @param fromPosition the first position it hears again
     */
    public record Replay(Long fromPosition) {
        public Replay {
            Check.that().required("/from_position", fromPosition).done();
        }
    }

    /** Has a subscriber hear events again that it has heard already, as far as the outbox still has them. */
    @POST
    @Path("subscribers/{name}/actions/replay")
    @Requires("system:admin")
    @Summary(zh = "让订阅者从指定位置重新接收事件", en = "Delivers facts to a subscriber again from a position")
    public SubscriberView replay(@PathParam("name") String name, Replay replay) {
        return relay.replay(name, replay.fromPosition());
    }

    /** Events that were parked, the oldest first unless asked otherwise. */
    @GET
    @Path("parked")
    @Requires("system:admin")
    @Summary(zh = "列出未能处理的事件", en = "Lists the facts that could not be digested")
    public Listing<ParkedView> parked(@Context UriInfo uri) {
        var request = ListRequest.of(PARKED, uri.getQueryParameters());
        String caller = guard.caller().id();
        String subscriber = request.filter("subscriber").orElse(null);
        boolean descending = request.order().get(0).descending();
        // ids rise with time, so the id alone tells the place in the order of parking
        Long after = (Long) request.keyset(cursors, caller).parameters().get("k1");
        List<Parked> rows = tables.parking().list(subscriber, after, descending, request.limit() + 1);
        Long total = request.count() ? tables.parking().count(subscriber) : null;
        return request.page(rows, EventsResource::keys, ParkedView::of, cursors, caller, total);
    }

    /** Has the event, and those behind it, tried again. */
    @POST
    @Path("parked/{id}/actions/retry")
    @Requires("system:admin")
    @Summary(zh = "重试一个未能处理的事件", en = "Tries a parked fact again")
    public ParkedView retry(@PathParam("id") String id) {
        Parked parked = tables.parking().retry(Id.parse(id)).orElseThrow(() -> Problem.of(KernelError.NOT_FOUND));
        relay.committed();
        return ParkedView.of(parked);
    }

    /** Gives the event up; those behind it are tried. */
    @POST
    @Path("parked/{id}/actions/drop")
    @Requires("system:admin")
    @Summary(zh = "放弃一个未能处理的事件", en = "Drops a parked fact")
    public void drop(@PathParam("id") String id) {
        if (!tables.parking().drop(Id.parse(id))) {
            throw Problem.of(KernelError.NOT_FOUND);
        }
        relay.committed();
    }

    private static List<Object> keys(Parked parked) {
        return List.of(LocalDateTime.ofInstant(parked.parkedAt(), ZoneOffset.UTC), parked.id());
    }
}
