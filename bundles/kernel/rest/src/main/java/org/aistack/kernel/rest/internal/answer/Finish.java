package org.aistack.kernel.rest.internal.answer;

import java.util.List;
import javax.servlet.http.HttpServletResponse;
import javax.ws.rs.core.HttpHeaders;
import javax.ws.rs.core.Response;
import org.aistack.kernel.rest.Match;
import org.aistack.kernel.rest.Versioned;
import org.aistack.kernel.rest.internal.door.Call;

/** Last touches to what a resource method returned: entity tag, 304, caching, location. */
public final class Finish {

    private static final List<String> ROOTS = List.of("/api/", "/auth/", "/v1/", "/ui/");

    private Finish() {}

    /**
     * Finishes it.
     *
     * @param result CXF's list with the one thing the method returned
     * @param base address of the resources, which CXF puts before every location
     */
    @SuppressWarnings("unchecked")
    public static Object finish(Object result, Call call, String base) {
        if (!(result instanceof List<?> list) || list.isEmpty()) {
            return result;
        }
        Response response = list.get(0) instanceof Response given ? given : null;
        Object entity = response == null ? list.get(0) : response.getEntity();
        HttpServletResponse out = call.response();
        if (!out.isCommitted()) {
            out.setHeader(HttpHeaders.CACHE_CONTROL, "no-store");
        }
        if (response != null) {
            location(response, call, base);
        }
        if (entity instanceof Versioned document && (response == null || response.getStatus() < 300)) {
            String tag = Match.tag(document.revision());
            out.setHeader(HttpHeaders.ETAG, tag);
            if (unchanged(call, tag)) {
                ((List<Object>) list).set(0, Response.notModified().build());
            }
        }
        return result;
    }

    private static boolean unchanged(Call call, String tag) {
        String given = call.request().getHeader(HttpHeaders.IF_NONE_MATCH);
        String method = call.request().getMethod();
        if (given == null || !(method.equals("GET") || method.equals("HEAD"))) {
            return false;
        }
        for (String one : given.split(",")) {
            String known = one.strip();
            if (known.equals("*") || known.equals(tag) || known.equals("W/" + tag)) {
                return true;
            }
        }
        return false;
    }

    /**
     * CXF resolves every relative location against host and base, also one that is already a full path. Clients get the
     * path alone: which host they asked is their own knowledge.
     */
    private static void location(Response response, Call call, String base) {
        Object location = response.getMetadata().getFirst(HttpHeaders.LOCATION);
        if (location == null) {
            return;
        }
        String text = location.toString();
        StringBuffer url = call.request().getRequestURL();
        String host =
                url.substring(0, url.length() - call.request().getRequestURI().length());
        String path = text.startsWith(host + "/") ? text.substring(host.length()) : text;
        boolean doubled = !base.isEmpty()
                && path.startsWith(base + "/")
                && ROOTS.stream().anyMatch(root -> path.startsWith(root, base.length()));
        response.getMetadata().putSingle(HttpHeaders.LOCATION, doubled ? path.substring(base.length()) : path);
    }
}
