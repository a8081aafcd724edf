package org.aistack.kernel.rest.internal.guard;

import java.io.ByteArrayInputStream;
import java.lang.reflect.Method;
import java.security.Principal;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
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
import org.aistack.kernel.rest.internal.publish.Resources;
import org.aistack.kernel.rest.internal.transport.ShortIn;
import org.apache.cxf.message.Message;

/** May they: one check per method, made once, run before the body is read. */
public final class Security implements DynamicFeature {

    private final Gate gate;
    private final Sizes sizes;
    private final String base;
    private final Map<Method, Check> checks = new ConcurrentHashMap<>();

    public Security(Gate gate, Sizes sizes, String base) {
        this.gate = gate;
        this.sizes = sizes;
        this.base = base;
    }

    @Override
    public void configure(ResourceInfo info, FeatureContext context) {
        Method method = info.getResourceMethod();
        if (method != null) {
            Check check = new Check(info.getResourceClass(), method);
            checks.put(method, check);
            context.register(check, Priorities.AUTHENTICATION);
        }
    }

    /** The check of a method for requests that take the short path; null when it has none. */
    public ShortIn.Check of(Method method) {
        return checks.get(method);
    }

    private final class Check implements ContainerRequestFilter, ShortIn.Check {

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
            SecurityContext signed = pass(call);
            if (signed != null) {
                context.setSecurityContext(signed);
            }
            limit(context, call);
        }

        @Override
        public void pass(Message message) {
            SecurityContext signed = pass(Call.current().orElseThrow());
            if (signed != null) {
                message.put(SecurityContext.class, signed);
            }
        }

        /** What resources may know of the caller; null of nobody. */
        private SecurityContext pass(Call call) {
            call.route(route);
            if (!gate.open()) {
                // only what is open to everybody can be answered; the caller stays anonymous
                if (!open) {
                    throw Problem.of(KernelError.UNAVAILABLE);
                }
                return null;
            }
            Guard guard = gate.guard().orElseThrow(() -> Problem.of(KernelError.UNAVAILABLE));
            Caller caller = call.caller();
            if (!open && !caller.authenticated()) {
                throw Problem.of(KernelError.UNAUTHENTICATED);
            }
            if (permission != null) {
                guard.require(caller, permission);
            }
            return caller.authenticated() ? new Signed(caller, call.request().isSecure()) : null;
        }

        private void limit(ContainerRequestContext context, Call call) {
            HttpServletRequest request = call.request();
            long length = request.getContentLengthLong();
            if (length == 0 || length < 0 && request.getHeader("Transfer-Encoding") == null) {
                return;
            }
            long limit = sizes.of(request);
            if (length > limit) {
                throw Limited.tooLarge(limit);
            }
            Optional<byte[]> here = call.arrived();
            context.setEntityStream(
                    here.isPresent()
                            ? new ByteArrayInputStream(here.get())
                            : new Limited(context.getEntityStream(), limit));
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
