package org.aistack.kernel.rest.internal.publish;

import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertFalse;
import static org.junit.Assert.assertSame;
import static org.junit.Assert.assertTrue;
import static org.junit.Assert.fail;

import java.lang.reflect.Proxy;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.aistack.kernel.KernelError;
import org.aistack.kernel.Problem;
import org.apache.cxf.endpoint.Server;
import org.junit.Test;

public class RoutesTest {

    private volatile Routes.Absence absence = Routes.Absence.GONE;
    private final AtomicBoolean destroyed = new AtomicBoolean();
    private final Routes routes = new Routes((last, id) -> absence, 2000);

    private Endpoint endpoint(String... prefixes) {
        Server server = (Server) Proxy.newProxyInstance(
                getClass().getClassLoader(), new Class<?>[] {Server.class}, (proxy, method, arguments) -> {
                    destroyed.set(method.getName().equals("destroy"));
                    return null;
                });
        return new Endpoint(new Endpoint.Site(null, "x", "x", prefixes[0], Set.of(prefixes), List.of(), false), server);
    }

    private void refused(KernelError code, String path) {
        try {
            routes.find(path);
            fail(path);
        } catch (Problem problem) {
            assertEquals(code, problem.code());
        }
    }

    @Test
    public void findsTheLongestPrefix() {
        Endpoint notes = endpoint("/api/notes");
        Endpoint health = endpoint("/api/kernel/health", "/health/live");
        Endpoint jobs = endpoint("/api/kernel/jobs");
        List.of(notes, health, jobs).forEach(routes::add);
        assertSame(notes, routes.find("/api/notes"));
        assertSame(notes, routes.find("/api/notes/notes/7/actions/go"));
        assertSame(health, routes.find("/api/kernel/health"));
        assertSame(health, routes.find("/health/live"));
        assertSame(jobs, routes.find("/api/kernel/jobs/1"));
        refused(KernelError.CAPABILITY_ABSENT, "/api/note");
        refused(KernelError.CAPABILITY_ABSENT, "/api/notesx");
        refused(KernelError.CAPABILITY_ABSENT, "/api/kernel/other");
        refused(KernelError.NOT_FOUND, "/health");
        assertEquals(List.of("/api/notes"), routes.taken(endpoint("/api/notes").site(), List.of()));
        assertEquals(List.of(), routes.taken(endpoint("/api/notes").site(), List.of(notes)));
    }

    @Test
    public void waitsForTheNewVersion() throws Exception {
        absence = Routes.Absence.AWAY;
        var waiting = CompletableFuture.supplyAsync(() -> routes.find("/api/notes/1"));
        Thread.sleep(50);
        assertFalse(waiting.isDone());
        Endpoint made = endpoint("/api/notes");
        routes.add(made);
        assertSame(made, waiting.get(1, TimeUnit.SECONDS));
    }

    @Test
    public void stopsWaitingWhenItIsGone() {
        absence = Routes.Absence.AWAY;
        CompletableFuture.delayedExecutor(50, TimeUnit.MILLISECONDS).execute(() -> absence = Routes.Absence.GONE);
        long start = System.nanoTime();
        refused(KernelError.CAPABILITY_ABSENT, "/api/notes/1");
        assertTrue(System.nanoTime() - start < TimeUnit.SECONDS.toNanos(1));
    }

    @Test
    public void drainsBeforeItGoes() throws Exception {
        Endpoint endpoint = endpoint("/api/notes");
        routes.add(endpoint);
        assertSame(endpoint, routes.find("/api/notes"));
        var closing = CompletableFuture.runAsync(() -> TestRoutes.remove(routes, endpoint));
        Thread.sleep(50);
        assertFalse(closing.isDone() || destroyed.get());
        refused(KernelError.CAPABILITY_ABSENT, "/api/notes");
        assertFalse(endpoint.enter());
        endpoint.leave();
        closing.get(1, TimeUnit.SECONDS);
        assertTrue(destroyed.get());
    }

    @Test
    public void drainsOnlyForAWhile() {
        Endpoint endpoint = endpoint("/api/notes");
        endpoint.enter();
        endpoint.close(20);
        assertTrue(destroyed.get());
    }
}
