package org.aistack.kernel.egress.internal;

import java.net.URI;
import java.net.URISyntaxException;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;
import org.aistack.kernel.Problem;
import org.aistack.kernel.egress.EgressError;

/**
 * Where a call goes, read strictly: what two programs could understand differently is refused.
 *
 * @param host lower case; an IPv6 address without brackets
 * @param port never -1
 * @param path raw, with the query
 */
record Target(String scheme, String host, int port, String path, String url) {

    private static final int LONGEST = 4096;
    private static final int LONGEST_NAME = 253;
    private static final int HIGHEST_PORT = 65_535;
    private static final Pattern NAME =
            Pattern.compile("[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?(\\.[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?)*");
    /** Names whose last part looks like this are taken for an IPv4 address by somebody. */
    private static final Pattern NUMBER = Pattern.compile("\\d+|0x[0-9a-f]*");

    private static final Pattern QUAD = Pattern.compile("((25[0-5]|2[0-4]\\d|1\\d\\d|[1-9]?\\d)(\\.|$)){4}(?<!\\.)");
    private static final Set<String> INSIDE =
            Set.of("localhost", "metadata", "metadata.google.internal", "instance-data", "instance-data.ec2.internal");

    /**
     * Reads an address.
     *
     * @throws Problem {@link EgressError#EGRESS_REFUSED}
     */
    static Target of(String url) {
        if (url == null || url.length() > LONGEST || !url.chars().allMatch(c -> c > ' ' && c < 0x7f && c != '\\')) {
            throw refused();
        }
        URI uri;
        try {
            uri = new URI(url);
        } catch (URISyntaxException e) {
            throw refused();
        }
        String scheme = uri.getScheme() == null ? "" : uri.getScheme().toLowerCase(Locale.ROOT);
        boolean http = scheme.equals("http") || scheme.equals("https");
        if (!http || uri.getHost() == null || uri.getRawAuthority().indexOf('@') >= 0) {
            throw refused();
        }
        String host = host(uri.getHost().toLowerCase(Locale.ROOT));
        int port = uri.getPort() >= 0 ? uri.getPort() : scheme.equals("https") ? 443 : 80;
        if (port == 0 || port > HIGHEST_PORT) {
            throw refused();
        }
        String path = uri.getRawPath() == null || uri.getRawPath().isEmpty() ? "/" : uri.getRawPath();
        String whole = uri.getRawQuery() == null ? path : path + "?" + uri.getRawQuery();
        return new Target(scheme, host, port, whole, url);
    }

    private static String host(String host) {
        if (host.startsWith("[")) {
            // zones name a network card of ours
            if (host.indexOf('%') >= 0) {
                throw refused();
            }
            return host.substring(1, host.length() - 1);
        }
        if (host.length() > LONGEST_NAME || !NAME.matcher(host).matches()) {
            throw refused();
        }
        String last = host.substring(host.lastIndexOf('.') + 1);
        if (NUMBER.matcher(last).matches() && !QUAD.matcher(host).matches()) {
            throw refused();
        }
        return host;
    }

    /** Names that mean an inside whatever they resolve to. */
    boolean namesInside() {
        return INSIDE.contains(host) || host.endsWith(".localhost");
    }

    boolean secure() {
        return scheme.equals("https");
    }

    /** Host and port as the operator writes them. */
    String authority() {
        return (host.indexOf(':') >= 0 ? "[" + host + "]" : host) + ":" + port;
    }

    /** What shares one breaker: the same server. */
    String key() {
        return scheme + "://" + authority();
    }

    static Problem refused() {
        return Problem.of(EgressError.EGRESS_REFUSED);
    }
}
