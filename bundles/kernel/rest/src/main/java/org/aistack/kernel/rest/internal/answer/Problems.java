package org.aistack.kernel.rest.internal.answer;

import java.io.EOFException;
import java.io.IOException;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import javax.ws.rs.WebApplicationException;
import javax.ws.rs.core.HttpHeaders;
import javax.ws.rs.core.Response;
import org.aistack.kernel.Code;
import org.aistack.kernel.KernelError;
import org.aistack.kernel.Kind;
import org.aistack.kernel.Problem;
import org.aistack.kernel.rest.internal.door.Call;
import org.eclipse.jetty.http.BadMessageException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The one place where a failure becomes an answer. */
public final class Problems {

    private static final Logger LOG = LoggerFactory.getLogger(Problems.class);
    /** What the operating systems say; Java has no type for it. */
    private static final Pattern NO_SPACE = Pattern.compile("(?i)no space left|not enough space|disk quota exceeded");

    /** What happens to requests while capabilities come and go and when there are too many; it is counted, not told. */
    private static final Set<Code> EXPECTED = Set.of(KernelError.REPLACED, KernelError.OVERLOADED);

    private static final int MAX_INSTANCE = 2000;

    private Problems() {}

    /** The answer to whatever was thrown while {@code call} was worked on; logs what is our fault. */
    public static Answer answer(Throwable thrown, Call call) {
        Failure failure = Failure.of(thrown, call);
        if (failure.status() >= 500 && !EXPECTED.contains(failure.problem().code())) {
            log(failure, thrown, call);
        } else if (LOG.isDebugEnabled()) {
            LOG.debug("{} {} {}", call.id(), failure.status(), failure.problem().getMessage());
        }
        return answer(failure.problem(), failure.status(), call);
    }

    /** The answer to a problem that needs no line in the log. */
    public static Answer answer(Problem problem, Call call) {
        return answer(problem, Statuses.of(problem.code()), call);
    }

    /** The answer to a request that somebody else refused with a bare status. */
    public static Answer answer(int status, Call call) {
        return answer(Problem.of(Statuses.code(status)), status, call);
    }

    private static Answer answer(Problem problem, int status, Call call) {
        Map<String, String> headers = new LinkedHashMap<>();
        headers.put(HttpHeaders.CACHE_CONTROL, "no-store");
        if (status == 401) {
            headers.put(
                    HttpHeaders.WWW_AUTHENTICATE,
                    "Bearer realm=\"aistack\"" + (call.credential() ? ", error=\"invalid_token\"" : ""));
        }
        if (status == 408) {
            // what is left of the body may still come
            headers.put("Connection", "close");
        }
        if (status == 503 || status == 429) {
            long wait = problem.retryAfter().map(Duration::toSeconds).orElse(1L);
            headers.put(HttpHeaders.RETRY_AFTER, Long.toString(Math.max(1, wait)));
        }
        String path = call.request().getRequestURI();
        String instance = path.length() > MAX_INSTANCE ? null : path;
        byte[] body = ProblemJson.write(problem, status, call.prefix(), call.locale(), instance, call.id());
        return new Answer(status, headers, body);
    }

    private static void log(Failure failure, Throwable thrown, Call call) {
        String method = call.request().getMethod();
        String route = call.route() == null ? "unmatched" : call.route();
        if (failure.problem().code() == KernelError.INTERNAL) {
            LOG.error("{} {} {} failed", call.id(), method, route, thrown);
        } else {
            LOG.warn(
                    "{} {} {} answered {}",
                    call.id(),
                    method,
                    route,
                    failure.problem().getMessage(),
                    thrown);
        }
    }

    /** A failure in our words and its status. */
    private record Failure(Problem problem, int status) {

        static Failure of(Throwable thrown, Call call) {
            for (Throwable cause = thrown; cause != null; cause = cause.getCause()) {
                if (cause instanceof Problem problem) {
                    return new Failure(problem, Statuses.of(problem.code()));
                }
                if (cause instanceof BadMessageException bad && bad.getCode() < 500) {
                    return new Failure(Problem.of(Statuses.code(bad.getCode())), bad.getCode());
                }
                if (cause instanceof WebApplicationException web) {
                    return of(web.getResponse(), call);
                }
                // of JPA, which this bundle need not know here
                if (cause.getClass().getSimpleName().startsWith("OptimisticLock")) {
                    return new Failure(Problem.of(KernelError.STALE), 412);
                }
                if (cause instanceof IOException
                        && NO_SPACE.matcher(String.valueOf(cause.getMessage())).find()) {
                    return new Failure(Problem.of(KernelError.NO_SPACE).retryAfter(Duration.ofMinutes(1)), 503);
                }
                // the client went away, in the middle of the question or of the answer
                if (cause instanceof EOFException
                        || cause instanceof IOException && call.response().isCommitted()) {
                    return new Failure(Problem.of(KernelError.BAD_REQUEST), 400);
                }
            }
            return new Failure(Problem.of(KernelError.INTERNAL), 500);
        }

        private static Failure of(Response response, Call call) {
            int status = response.getStatus();
            boolean unread = (status == 406 || status == 415) && call.route() == null;
            if (unread && call.request().getHeader("Authorization") == null) {
                // nothing was matched, so nobody asked for a credential yet; that comes first
                return new Failure(Problem.of(KernelError.UNAUTHENTICATED), 401);
            }
            if (status == 404 && call.route() == null && call.partial()) {
                return new Failure(Problem.of(KernelError.REPLACED), 503);
            }
            Problem problem = Problem.of(Statuses.code(status));
            boolean fits = problem.code().kind() != Kind.UNAVAILABLE || status >= 500;
            return new Failure(problem, fits && status >= 400 ? status : 500);
        }
    }
}
