package org.aistack.kernel.rest.internal.publish;

/** Opens what only the publisher may do. */
public final class TestRoutes {

    private TestRoutes() {}

    public static void add(Routes routes, Endpoint endpoint) {
        routes.add(endpoint);
    }

    public static void remove(Routes routes, Endpoint endpoint) {
        routes.remove(endpoint);
        endpoint.close(5000);
    }
}
