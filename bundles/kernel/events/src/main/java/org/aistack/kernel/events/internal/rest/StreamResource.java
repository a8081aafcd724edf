package org.aistack.kernel.events.internal.rest;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Pattern;
import javax.servlet.http.HttpServletResponse;
import javax.ws.rs.GET;
import javax.ws.rs.HeaderParam;
import javax.ws.rs.Path;
import javax.ws.rs.Produces;
import javax.ws.rs.QueryParam;
import javax.ws.rs.core.Context;
import javax.ws.rs.core.HttpHeaders;
import javax.ws.rs.core.MediaType;
import javax.ws.rs.sse.Sse;
import javax.ws.rs.sse.SseEventSink;
import org.aistack.kernel.KernelError;
import org.aistack.kernel.Problem;
import org.aistack.kernel.access.Authenticator;
import org.aistack.kernel.access.Caller;
import org.aistack.kernel.access.Guard;
import org.aistack.kernel.events.internal.FactFeed;
import org.aistack.kernel.events.internal.LiveFeed;
import org.aistack.kernel.rest.Anyone;
import org.aistack.kernel.rest.RestBase;
import org.aistack.kernel.rest.Summary;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ReferenceCardinality;
import org.osgi.service.component.annotations.ReferencePolicy;
import org.osgi.service.jaxrs.whiteboard.propertytypes.JaxrsResource;

/** The live feed as server-sent events. */
@Component(service = StreamResource.class)
@JaxrsResource
@RestBase(base = "/api/kernel")
@Path("events/stream")
public final class StreamResource {

    private static final Pattern TOPIC = Pattern.compile("[a-z][a-z0-9_-]{0,31}");
    private static final int TOPICS = 20;
    private static final int CONNECTIONS = 1000;

    private static final Pattern PLACE = Pattern.compile("(\\d{1,18})(?:-(\\d{1,18}))?");
    /** Ids of entries that are no durable events count microseconds since 1970, so they are greater than any position. */
    private static final long ENTRIES = 100_000_000_000_000L;

    private final LiveFeed feed;
    private final FactFeed facts;
    private final Guard guard;
    private final Set<SseOnlooker> open = ConcurrentHashMap.newKeySet();

    @Reference(cardinality = ReferenceCardinality.MULTIPLE, policy = ReferencePolicy.DYNAMIC)
    private volatile List<Authenticator> authenticators = List.of();

    @Activate
    public StreamResource(@Reference LiveFeed feed, @Reference FactFeed facts, @Reference Guard guard) {
        this.feed = feed;
        this.facts = facts;
        this.guard = guard;
    }

    /** Connections hold on to the guard, so they end with it; the clients come back. */
    @Deactivate
    void deactivate() {
        open.forEach(feed::close);
    }

    /**
     * Follows the feed.
     *
     * @param topics wanted topics with commas between them; all when absent
     * @param last id of the last entry the client saw
     */
    @GET
    @Produces(MediaType.SERVER_SENT_EVENTS)
    @Anyone(signedIn = true)
    @Summary(zh = "实时事件流", en = "Streams what happens now")
    public void stream(
            @Context SseEventSink sink,
            @Context Sse sse,
            @Context HttpServletResponse response,
            @QueryParam("topics") String topics,
            @HeaderParam(HttpHeaders.LAST_EVENT_ID_HEADER) String last,
            @HeaderParam(HttpHeaders.AUTHORIZATION) String authorization) {
        if (feed.onlookers() >= CONNECTIONS) {
            throw Problem.of(KernelError.UNAVAILABLE);
        }
        response.setHeader(HttpHeaders.CACHE_CONTROL, "no-store");
        // a proxy in front must pass on what comes, not wait for more
        response.setHeader("X-Accel-Buffering", "no");
        Place place = place(last);
        var terms = new SseOnlooker.Terms(
                topics(topics),
                place.fact() < 0 ? facts.now() : place.fact(),
                guard.caller(),
                caller -> admitted(caller, authorization),
                guard::permits);
        var onlooker = new SseOnlooker(sink, sse, terms, System::nanoTime);
        open.removeIf(known -> !known.alive());
        open.add(onlooker);
        feed.open(onlooker, place.entry());
    }

    /** The caller behind this credential as of now; the one known so far while nobody can tell. */
    private Optional<Caller> admitted(Optional<Caller> caller, String authorization) {
        List<Authenticator> asked = authenticators;
        int space = authorization == null ? -1 : authorization.indexOf(' ');
        if (space < 0 || asked.isEmpty()) {
            return caller;
        }
        String scheme = authorization.substring(0, space).toLowerCase(Locale.ROOT);
        String credential = authorization.substring(space + 1).strip();
        return asked.stream()
                .flatMap(authenticator -> authenticator.authenticate(scheme, credential).stream())
                .findFirst();
    }

    private static Set<String> topics(String text) {
        if (text == null) {
            return Set.of();
        }
        Set<String> topics = new TreeSet<>(List.of(text.split(",", -1)));
        if (topics.size() > TOPICS
                || !topics.stream().allMatch(topic -> TOPIC.matcher(topic).matches())) {
            throw Problem.of(KernelError.BAD_PARAMETER, "topics");
        }
        return topics;
    }

    /**
     * Where a client goes on.
     *
     * @param fact position of the last durable event it saw; negative when it says nothing of them
     * @param entry id of the last other entry; negative when it says nothing of them
     */
    private record Place(long fact, long entry) {}

    /** An id that is not ours counts as one that is too old: the client is told to read everything anew. */
    private static Place place(String last) {
        if (last == null || last.isEmpty()) {
            return new Place(-1, -1);
        }
        var matcher = PLACE.matcher(last);
        if (!matcher.matches()) {
            return new Place(-1, 0);
        }
        long first = Long.parseLong(matcher.group(1));
        if (matcher.group(2) != null) {
            return new Place(first, Long.parseLong(matcher.group(2)));
        }
        return first >= ENTRIES ? new Place(-1, first) : new Place(first, -1);
    }
}
