package org.aistack.kernel.rest.internal.openapi;

import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertTrue;

import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import javax.ws.rs.DELETE;
import javax.ws.rs.GET;
import javax.ws.rs.POST;
import javax.ws.rs.Path;
import javax.ws.rs.PathParam;
import org.aistack.kernel.listing.Listing;
import org.aistack.kernel.rest.Anyone;
import org.aistack.kernel.rest.Requires;
import org.aistack.kernel.rest.internal.json.StackMapper;
import org.aistack.kernel.rest.internal.publish.Endpoint;
import org.aistack.kernel.rest.internal.publish.Resources;
import org.junit.Test;

public class ApiDocumentTest {

    public record Card(String shortName) {}

    @Path("/cards")
    public static class Cards {
        @GET
        @Requires("a:read")
        public Listing<Card> list() {
            return null;
        }

        @GET
        @Path("/{id}")
        @Requires("a:read")
        public Card get(@PathParam("id") String id) {
            return null;
        }

        @DELETE
        @Path("/{id}")
        @Requires("a:delete")
        public void delete(@PathParam("id") String id) {}

        @POST
        @Path(":compute")
        @Requires("a:read")
        public Card compute(Card card) {
            return card;
        }
    }

    @Path("/")
    public static class Root {
        @GET
        @Path("/live")
        @Anyone
        public Card list() {
            return null;
        }

        @GET
        @Path("/me")
        @Anyone(signedIn = true)
        public Card me() {
            return null;
        }
    }

    private final List<Endpoint.Site> sites = List.of(
            new Endpoint.Site(null, "cards", "cards", "/api/cards", Set.of("/api/cards"), List.of(Cards.class), false),
            new Endpoint.Site(null, "copy", "copy", "/api/copy", Set.of("/api/copy"), List.of(Cards.class), false),
            new Endpoint.Site(null, "health", "kernel", "/health", Set.of("/health/live"), List.of(Root.class), false));

    @Test
    public void showsExactlyWhatIsThere() {
        Set<String> live = new TreeSet<>();
        sites.forEach(s -> s.types().forEach(t -> Resources.methods(t)
                .forEach(m -> live.add(Resources.verb(m) + " " + Resources.route(s.base(), t, m)))));
        Set<String> shown = new TreeSet<>();
        new ApiDocument(StackMapper.create(), List::of)
                .describe(sites)
                .getPaths()
                .forEach((path, item) ->
                        item.readOperationsMap().forEach((verb, operation) -> shown.add(verb + " " + path)));
        assertEquals(live, shown);
    }

    @Test
    public void saysWhoMay() {
        var all = new ApiDocument(StackMapper.create(), List::of).describe(sites);
        Set<String> ids = new HashSet<>();
        all.getPaths().values().forEach(item -> item.readOperations().forEach(operation -> {
            assertTrue(operation.getOperationId(), ids.add(operation.getOperationId()));
            assertTrue(operation.getResponses().containsKey("429"));
        }));
        var get = all.getPaths().get("/api/cards/cards").getGet();
        assertEquals("a:read", get.getExtensions().get("x-permission"));
        assertEquals("cards_cards_list", get.getOperationId());
        var live = all.getPaths().get("/health/live").getGet();
        assertEquals(true, live.getExtensions().get("x-public"));
        var me = all.getPaths().get("/health/me").getGet();
        assertEquals(null, me.getExtensions());
        assertEquals(List.of(), live.getSecurity());
        assertEquals(1, me.getSecurity().size());
    }
}
