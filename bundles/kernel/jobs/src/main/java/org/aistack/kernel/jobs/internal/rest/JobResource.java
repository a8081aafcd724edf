package org.aistack.kernel.jobs.internal.rest;

import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.ws.rs.DELETE;
import javax.ws.rs.GET;
import javax.ws.rs.HeaderParam;
import javax.ws.rs.Path;
import javax.ws.rs.PathParam;
import javax.ws.rs.Produces;
import javax.ws.rs.QueryParam;
import javax.ws.rs.container.AsyncResponse;
import javax.ws.rs.container.Suspended;
import javax.ws.rs.core.Context;
import javax.ws.rs.core.HttpHeaders;
import javax.ws.rs.core.MediaType;
import javax.ws.rs.core.Response;
import org.aistack.kernel.KernelError;
import org.aistack.kernel.Problem;
import org.aistack.kernel.jobs.internal.JobBook;
import org.aistack.kernel.jobs.internal.Watch;
import org.aistack.kernel.jobs.internal.store.Entry;
import org.aistack.kernel.rest.Anyone;
import org.aistack.kernel.rest.RestBase;
import org.aistack.kernel.rest.Summary;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.jaxrs.whiteboard.propertytypes.JaxrsResource;

/** One job; with {@code ?wait=} or {@code Prefer: wait=} the answer comes when it has ended, or after so many seconds. */
@Component(service = JobResource.class)
@JaxrsResource
@RestBase(base = "/api/kernel")
@Path("jobs/{id}")
@Produces(MediaType.APPLICATION_JSON)
public final class JobResource {

    private static final Pattern PREFER = Pattern.compile("(?:^|[,;\\s])wait\\s*=\\s*(\\d{1,6})");
    private static final int MOST_SECONDS = 60;
    private static final int WAITERS = 2_000;

    private final JobBook jobs;
    private final JobViews views;
    private final Watch watch;

    @Activate
    public JobResource(@Reference JobBook jobs, @Reference JobViews views, @Reference Watch watch) {
        this.jobs = jobs;
        this.views = views;
        this.watch = watch;
    }

    /** While it waits no thread is held. */
    @GET
    @Anyone(signedIn = true)
    @Summary(zh = "查看任务的状态、进度与结果", en = "Shows state, progress and result of a job", answer = JobView.class)
    public void get(
            @Suspended AsyncResponse response,
            @PathParam("id") String id,
            @QueryParam("wait") String wait,
            @Context HttpHeaders headers) {
        Duration patience = patience(wait, headers.getRequestHeader("Prefer"));
        Entry entry = jobs.get(id);
        Locale locale = Language.of(headers.getHeaderString(HttpHeaders.ACCEPT_LANGUAGE));
        if (patience.isZero() || entry.status().ended() || watch.watchers() >= WAITERS) {
            response.resume(answer(entry, locale));
        } else {
            watch.add(new Waiter(response, entry, System.nanoTime() + patience.toNanos(), locale));
        }
    }

    /** Ends one: 200 when it has ended, 202 when it will. */
    @DELETE
    @Anyone(signedIn = true)
    @Summary(zh = "取消一个任务", en = "Cancels a job", status = 202, answer = JobView.class)
    public Response cancel(@PathParam("id") String id, @HeaderParam("Accept-Language") String language) {
        Entry entry = jobs.cancel(id);
        return Response.status(entry.status().ended() ? Response.Status.OK : Response.Status.ACCEPTED)
                .entity(views.of(entry, Language.of(language)))
                .build();
    }

    private Response answer(Entry entry, Locale locale) {
        Response.ResponseBuilder builder = Response.ok(views.of(entry, locale));
        if (!entry.status().ended()) {
            builder.header(HttpHeaders.RETRY_AFTER, 1);
        }
        return builder.build();
    }

    /** How long the client would wait; a wish in {@code Prefer} that cannot be read is none. */
    private static Duration patience(String wait, List<String> prefer) {
        if (wait != null) {
            if (!wait.matches("\\d{1,6}")) {
                throw Problem.of(KernelError.BAD_PARAMETER, "wait");
            }
            return seconds(wait);
        }
        if (prefer != null) {
            for (String wish : prefer) {
                Matcher matcher = PREFER.matcher(wish);
                if (matcher.find()) {
                    return seconds(matcher.group(1));
                }
            }
        }
        return Duration.ZERO;
    }

    private static Duration seconds(String text) {
        return Duration.ofSeconds(Math.min(MOST_SECONDS, Integer.parseInt(text)));
    }

    /** A client that waits for the end of a job. */
    private final class Waiter implements Watch.Watcher {

        private final AsyncResponse response;
        private final long until;
        private final Locale locale;
        private volatile Entry last;

        Waiter(AsyncResponse response, Entry entry, long until, Locale locale) {
            this.response = response;
            this.last = entry;
            this.until = until;
            this.locale = locale;
        }

        @Override
        public long job() {
            return last.id();
        }

        @Override
        public boolean look(Entry entry) {
            if (response.isDone() || response.isCancelled()) {
                return false;
            }
            if (entry == null) {
                response.resume(Problem.of(KernelError.NOT_FOUND));
                return false;
            }
            last = entry;
            if (entry.status().ended() || System.nanoTime() >= until) {
                end();
                return false;
            }
            return true;
        }

        @Override
        public void end() {
            response.resume(answer(last, locale));
        }
    }
}
