package org.aistack.kernel.rest.internal.publish;

import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertTrue;

import java.util.List;
import java.util.Set;
import javax.ws.rs.GET;
import javax.ws.rs.POST;
import javax.ws.rs.Path;
import org.aistack.kernel.rest.Anyone;
import org.aistack.kernel.rest.Requires;
import org.junit.Test;

public class ResourcesTest {

    @Path("good")
    public static class Good {
        @GET
        @Requires("a:read")
        public String get() {
            return "";
        }

        @POST
        @Path("/{id : [a-z]{2,3}}/actions/go")
        @Anyone
        public void go() {}

        public String helper() {
            return "";
        }
    }

    @Path("/")
    public static class Root {
        @GET
        @Path("live")
        @Anyone
        public String live() {
            return "";
        }
    }

    @Path("/bad")
    public static class Forgotten extends Good {
        @GET
        @Path("/x")
        public String forgotten() {
            return "";
        }
    }

    @Path("/bad")
    public static class Both {
        @GET
        @Anyone
        @Requires("a:read")
        public String both() {
            return "";
        }
    }

    @Path("/bad")
    public static class Locator {
        @Path("/sub")
        public Good sub() {
            return new Good();
        }
    }

    @Test
    public void refusesWhatDoesNotSayWhoMay() {
        assertEquals(List.of(), Resources.faults(Good.class));
        assertTrue(Resources.faults(Forgotten.class).get(0).contains("forgotten"));
        assertEquals(1, Resources.faults(Forgotten.class).size());
        assertEquals(1, Resources.faults(Both.class).size());
        assertEquals(1, Resources.faults(Locator.class).size());
        assertEquals(1, Resources.faults(String.class).size());
    }

    @Test
    public void knowsRoutes() throws Exception {
        assertEquals("/api/a/good", Resources.route("/api/a", Good.class, Good.class.getMethod("get")));
        assertEquals("/api/a/good/{id}/actions/go", Resources.route("/api/a", Good.class, Good.class.getMethod("go")));
        assertEquals("/health/live", Resources.route("/health", Root.class, Root.class.getMethod("live")));
    }

    @Test
    public void sharesBases() {
        List<Class<?>> types = List.of(Good.class, Root.class);
        assertEquals(Set.of("/api/a"), Resources.prefixes("/api/a", true, types));
        assertEquals(Set.of("/api/kernel/good", "/api/kernel/live"), Resources.prefixes("/api/kernel", false, types));
        assertEquals(Set.of("/good", "/live"), Resources.prefixes("", false, types));
    }
}
