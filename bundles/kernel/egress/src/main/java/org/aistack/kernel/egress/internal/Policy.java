package org.aistack.kernel.egress.internal;

import java.net.InetAddress;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import org.aistack.kernel.Problem;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Whom the operator lets us call.
 *
 * @param plain http besides https
 * @param ports on public servers
 * @param named inside endpoints, {@code host:port} exactly; neither their scheme nor their addresses are judged
 */
record Policy(boolean plain, Set<Integer> ports, Set<String> named) {

    private static final Logger LOG = LoggerFactory.getLogger(Policy.class);

    /** As settings say it: ports besides 80 and 443 and endpoints with commas between them. */
    static Policy of(boolean plain, String ports, String allow) {
        Set<Integer> numbers = new TreeSet<>(List.of(80, 443));
        for (String port : parts(ports)) {
            try {
                numbers.add(Integer.valueOf(port));
            } catch (NumberFormatException e) {
                LOG.error("the setting ports has something that is no port; it is left out");
            }
        }
        Set<String> named = new TreeSet<>();
        for (String endpoint : parts(allow)) {
            if (endpoint.lastIndexOf(':') > endpoint.lastIndexOf(']') && endpoint.indexOf('/') < 0) {
                named.add(endpoint.toLowerCase(Locale.ROOT));
            } else {
                LOG.error("the setting allow has something that is not host:port; it is left out");
            }
        }
        return new Policy(plain, Set.copyOf(numbers), Set.copyOf(named));
    }

    private static List<String> parts(String text) {
        return Arrays.stream(text.split("[,\\s]+"))
                .filter(part -> !part.isEmpty())
                .toList();
    }

    /** Was this very endpoint named by the operator? */
    boolean names(Target target) {
        return named.contains(target.authority());
    }

    /**
     * Judges what can be judged without asking anybody.
     *
     * @throws Problem when it must not be called
     */
    void judge(Target target) {
        boolean well =
                names(target) || (plain || target.secure()) && ports.contains(target.port()) && !target.namesInside();
        if (!well) {
            throw Target.refused();
        }
    }

    /**
     * Judges where the name leads.
     *
     * @throws Problem when one of the addresses must not be called
     */
    void judge(Target target, List<InetAddress> addresses) {
        if (!names(target) && !addresses.stream().allMatch(Addresses::outside)) {
            throw Target.refused();
        }
    }
}
