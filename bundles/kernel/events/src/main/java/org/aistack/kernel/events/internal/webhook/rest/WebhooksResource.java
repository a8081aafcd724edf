package org.aistack.kernel.events.internal.webhook.rest;

import java.net.URI;
import javax.ws.rs.Consumes;
import javax.ws.rs.DELETE;
import javax.ws.rs.GET;
import javax.ws.rs.HeaderParam;
import javax.ws.rs.PATCH;
import javax.ws.rs.POST;
import javax.ws.rs.Path;
import javax.ws.rs.PathParam;
import javax.ws.rs.Produces;
import javax.ws.rs.core.Context;
import javax.ws.rs.core.HttpHeaders;
import javax.ws.rs.core.MediaType;
import javax.ws.rs.core.Response;
import javax.ws.rs.core.UriInfo;
import org.aistack.kernel.Check;
import org.aistack.kernel.events.internal.webhook.WebhookContent;
import org.aistack.kernel.events.internal.webhook.Webhooks;
import org.aistack.kernel.events.internal.webhook.store.Hook;
import org.aistack.kernel.listing.ListRequest;
import org.aistack.kernel.listing.Listing;
import org.aistack.kernel.rest.Match;
import org.aistack.kernel.rest.Patch;
import org.aistack.kernel.rest.Requires;
import org.aistack.kernel.rest.RestBase;
import org.aistack.kernel.rest.Summary;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.jaxrs.whiteboard.propertytypes.JaxrsResource;

/** Who is told of events over HTTP. */
@Component(service = WebhooksResource.class)
@JaxrsResource
@RestBase(base = "/api/kernel")
@Path("webhooks")
@Produces(MediaType.APPLICATION_JSON)
public final class WebhooksResource {

    private static final String PERMISSION = "system:config";

    private final Webhooks webhooks;

    @Activate
    public WebhooksResource(@Reference Webhooks webhooks) {
        this.webhooks = webhooks;
    }

    /** A new webhook; the answer is the only one that shows its secret. */
    @POST
    @Requires(PERMISSION)
    @Summary(
            zh = "新建 Webhook",
            en = "Makes a webhook; only this answer shows its secret",
            status = 201,
            answer = WebhookView.class)
    public Response create(WebhookContent content) {
        var created = webhooks.create(content);
        WebhookView view = view(created.hook(), created.secret());
        return Response.created(URI.create("/api/kernel/webhooks/" + view.id()))
                .header(HttpHeaders.CACHE_CONTROL, "no-store")
                .entity(view)
                .build();
    }

    @GET
    @Requires(PERMISSION)
    @Summary(zh = "列出 Webhook", en = "Lists the webhooks")
    public Listing<WebhookView> list(@Context UriInfo uri) {
        Listing<Hook> page = webhooks.list(ListRequest.of(Webhooks.HOOKS, uri.getQueryParameters()));
        return new Listing<>(
                page.items().stream().map(hook -> view(hook, null)).toList(), page.nextCursor(), page.total());
    }

    @GET
    @Path("{id}")
    @Requires(PERMISSION)
    @Summary(zh = "查看 Webhook", en = "Shows a webhook")
    public WebhookView get(@PathParam("id") String id) {
        return view(webhooks.get(id), null);
    }

    @PATCH
    @Path("{id}")
    @Consumes({"application/merge-patch+json", MediaType.APPLICATION_JSON})
    @Requires(PERMISSION)
    @Summary(zh = "修改 Webhook", en = "Changes a webhook")
    public WebhookView change(@PathParam("id") String id, @HeaderParam("If-Match") String ifMatch, Patch patch) {
        return view(webhooks.change(id, Match.revision(ifMatch), patch::apply), null);
    }

    @DELETE
    @Path("{id}")
    @Requires(PERMISSION)
    @Summary(zh = "删除 Webhook", en = "Deletes a webhook with its deliveries")
    public void delete(@PathParam("id") String id, @HeaderParam("If-Match") String ifMatch) {
        webhooks.delete(id, Match.revision(ifMatch));
    }

    /** A further secret; deliveries are signed with the old one too for a day. */
    @POST
    @Path("{id}/actions/rotate-secret")
    @Requires(PERMISSION)
    @Summary(zh = "更换密钥，旧密钥再有效一天", en = "Makes a further secret; the one before stays good for a day")
    public Webhooks.Rotated rotate(@PathParam("id") String id) {
        return webhooks.rotate(id);
    }

    /** Sends a ping; what becomes of it is in its delivery. */
    @POST
    @Path("{id}/actions/test")
    @Requires(PERMISSION)
    @Summary(zh = "发送测试消息", en = "Sends a ping", status = 202, answer = WebhookView.DeliveryView.class)
    public Response test(@PathParam("id") String id) {
        var ping = WebhookView.DeliveryView.of(webhooks.test(id));
        return Response.accepted(ping)
                .location(URI.create("/api/kernel/webhooks/" + id + "/deliveries/" + ping.id()))
                .build();
    }

    /** Makes deliveries again of everything that was told at a position and later. */
    @POST
    @Path("{id}/actions/replay")
    @Requires(PERMISSION)
    @Summary(zh = "从指定位置重新投递", en = "Makes deliveries again from a position")
    public WebhookView replay(@PathParam("id") String id, Replay replay) {
        return view(webhooks.replay(id, replay.fromPosition()), null);
    }

    @GET
    @Path("{id}/deliveries")
    @Requires(PERMISSION)
    @Summary(zh = "列出投递记录", en = "Lists the deliveries of a webhook")
    public Listing<WebhookView.DeliveryView> deliveries(@PathParam("id") String id, @Context UriInfo uri) {
        var page = webhooks.deliveries(id, ListRequest.of(Webhooks.PARCELS, uri.getQueryParameters()));
        return new Listing<>(
                page.items().stream().map(WebhookView.DeliveryView::of).toList(), page.nextCursor(), page.total());
    }

    @GET
    @Path("{id}/deliveries/{delivery}")
    @Requires(PERMISSION)
    @Summary(zh = "查看一次投递", en = "Shows a delivery")
    public WebhookView.DeliveryView delivery(@PathParam("id") String id, @PathParam("delivery") String delivery) {
        return WebhookView.DeliveryView.of(webhooks.delivery(id, delivery));
    }

    /** Sends a delivery again, from the beginning of its schedule. */
    @POST
    @Path("{id}/deliveries/{delivery}/actions/redeliver")
    @Requires(PERMISSION)
    @Summary(zh = "重新投递", en = "Sends a delivery again")
    public WebhookView.DeliveryView redeliver(@PathParam("id") String id, @PathParam("delivery") String delivery) {
        return WebhookView.DeliveryView.of(webhooks.redeliver(id, delivery));
    }

    private WebhookView view(Hook hook, String secret) {
        return WebhookView.of(hook, webhooks.counts(hook.id()), secret);
    }

    /**
     * From where a webhook hears everything again.
     *
     * @param fromPosition the first position it hears again
     */
    public record Replay(Long fromPosition) {
        public Replay {
            Check.that().required("/from_position", fromPosition).done();
        }
    }
}
