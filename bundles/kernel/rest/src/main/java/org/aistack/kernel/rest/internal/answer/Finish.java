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
            location(response, base);
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

    /** CXF resolves every relative location against the base, also one that is already a full path. */
    private static void location(Response response, String base) {
        Object location = response.getMetadata().getFirst(HttpHeaders.LOCATION);
        if (location == null || base.isEmpty()) {
            return;
        }
        String text = location.toString();
        String doubled = base + "/";
        if (text.startsWith(doubled + "api/")
                || text.startsWith(doubled + "v1/")
                || text.startsWith(doubled + "auth/")) {
            response.getMetadata().putSingle(HttpHeaders.LOCATION, text.substring(base.length()));
        }
    }
}
