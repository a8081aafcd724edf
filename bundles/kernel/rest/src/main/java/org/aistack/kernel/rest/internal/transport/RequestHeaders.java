package org.aistack.kernel.rest.internal.transport;

import java.util.AbstractMap;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import javax.servlet.http.HttpServletRequest;
import javax.ws.rs.core.HttpHeaders;

/** The headers of a request, copied only when somebody wants all of them or changes one; names in any case. */
final class RequestHeaders extends AbstractMap<String, List<String>> {

    private final HttpServletRequest request;
    private Map<String, List<String>> copy;

    RequestHeaders(HttpServletRequest request) {
        this.request = request;
    }

    @Override
    public List<String> get(Object name) {
        return copy == null ? values((String) name) : copy.get(name);
    }

    @Override
    public boolean containsKey(Object name) {
        return get(name) != null;
    }

    @Override
    public List<String> put(String name, List<String> values) {
        return all().put(name, values);
    }

    @Override
    public List<String> remove(Object name) {
        return all().remove(name);
    }

    @Override
    public Set<Entry<String, List<String>>> entrySet() {
        return all().entrySet();
    }

    private List<String> values(String name) {
        var found = request.getHeaders(name);
        if (found == null || !found.hasMoreElements()) {
            return null;
        }
        List<String> values = new ArrayList<>(1);
        while (found.hasMoreElements()) {
            values.add(found.nextElement());
        }
        // matching reads the first one only
        return values.size() > 1 && HttpHeaders.ACCEPT.equalsIgnoreCase(name)
                ? new ArrayList<>(List.of(String.join(", ", values)))
                : values;
    }

    private Map<String, List<String>> all() {
        if (copy == null) {
            Map<String, List<String>> made = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
            for (String name : Collections.list(request.getHeaderNames())) {
                made.put(name, values(name));
            }
            copy = made;
        }
        return copy;
    }
}
