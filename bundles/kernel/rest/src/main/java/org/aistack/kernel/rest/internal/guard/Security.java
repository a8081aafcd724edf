package org.aistack.kernel.rest.internal.guard;

import java.lang.reflect.Method;
import java.security.Principal;
import java.util.Optional;
import javax.servlet.http.HttpServletRequest;
import javax.ws.rs.Priorities;
import javax.ws.rs.container.ContainerRequestContext;
import javax.ws.rs.container.ContainerRequestFilter;
import javax.ws.rs.container.DynamicFeature;
import javax.ws.rs.container.ResourceInfo;
import javax.ws.rs.core.FeatureContext;
import javax.ws.rs.core.SecurityContext;
import org.aistack.kernel.KernelError;
import org.aistack.kernel.Problem;
import org.aistack.kernel.access.Caller;
import org.aistack.kernel.access.Guard;
import org.aistack.kernel.rest.Anyone;
import org.aistack.kernel.rest.Requires;
import org.aistack.kernel.rest.internal.Gate;
import org.aistack.kernel.rest.internal.door.Call;
import org.aistack.kernel.rest.internal.door.Limited;
import org.aistack.kernel.rest.internal.door.Rates;
import org.aistack.kernel.rest.internal.publish.Resources;

/** Who asks, how often, may they: one filter per method, made once, run before the body is read. */
public final class Security implements DynamicFeature {

    /**
     * Largest bodies in bytes.
     *
     * @param json of JSON and forms
     * @param upload of everything else
     */
    public record Sizes(long json, long upload) {}

    private final Gate gate;
    private final Rates rates;
    private final Sizes sizes;
    private final String base;

    public Security(Gate gate, Rates rates, Sizes sizes, String base) {
        this.gate = gate;
        this.rates = rates;
        this.sizes = sizes;
        this.base = base;
    }

    @Override
    public void configure(ResourceInfo info, FeatureContext context) {
        Method method = info.getResourceMethod();
        if (method != null) {
            context.register(new Check(info.getResourceClass(), method), Priorities.AUTHENTICATION);
        }
    }

    private final class Check implements ContainerRequestFilter {

        private final String route;
        private final String permission;
        private final boolean open;

        Check(Class<?> type, Method method) {
            Requires requires = method.getAnnotation(Requires.class);
            Anyone anyone = method.getAnnotation(Anyone.class);
            if (requires == null && anyone == null) {
                throw new IllegalArgumentException(method + " says nothing about who may call it");
            }
            route = Resources.route(base, type, method);
            permission = requires == null ? null : requires.value();
            open = anyone != null && !anyone.signedIn();
        }

        @Override
        public void filter(ContainerRequestContext context) {
            Call call = Call.current().orElseThrow();
            call.route(route);
            if (!gate.open()) {
                // only what is open to everybody can be answered; the caller stays anonymous
                if (!open) {
                    throw Problem.of(KernelError.UNAVAILABLE);
                }
                return;
            }
            Guard guard = gate.guard().orElseThrow(() -> Problem.of(KernelError.UNAVAILABLE));
            HttpServletRequest request = call.request();
            Credentials credentials = Credentials.of(request, gate.authenticators());
            Caller caller = credentials.caller();
            call.caller(caller, credentials.given());
            take(call, caller);
            if (!open && !caller.authenticated()) {
                throw Problem.of(KernelError.UNAUTHENTICATED);
            }
            if (permission != null) {
                guard.require(caller, permission);
            }
            if (caller.authenticated()) {
                context.setSecurityContext(new Signed(caller, request.isSecure()));
            }
            limit(context, request);
        }

        private void take(Call call, Caller caller) {
            if (route.startsWith("/health/")) {
                return;
            }
            try {
                rates.take(caller, call.request().getRemoteAddr(), call.response());
            } catch (Problem problem) {
                gate.requests().forEach(r -> r.rejected("rate"));
                throw problem;
            }
        }

        private void limit(ContainerRequestContext context, HttpServletRequest request) {
            long length = request.getContentLengthLong();
            if (length == 0 || length < 0 && request.getHeader("Transfer-Encoding") == null) {
                return;
            }
            String type = Optional.ofNullable(request.getContentType()).orElse("");
            boolean small = type.contains("json") || type.startsWith("application/x-www-form-urlencoded");
            long limit = small ? sizes.json() : sizes.upload();
            if (length > limit) {
                throw Limited.tooLarge(limit);
            }
            context.setEntityStream(new Limited(context.getEntityStream(), limit));
        }
    }

    /** For resources that answer on other threads, where the guard knows nobody. */
    private record Signed(Caller caller, boolean secure) implements SecurityContext {

        @Override
        public Principal getUserPrincipal() {
            return caller::id;
        }

        @Override
        public boolean isUserInRole(String role) {
            return caller.roles().contains(role);
        }

        @Override
        public boolean isSecure() {
            return secure;
        }

        @Override
        public String getAuthenticationScheme() {
            return "Bearer";
        }
    }
}
