package org.aistack.kernel.testkit;

import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentHashMap;
import org.aistack.kernel.access.Caller;
import org.aistack.kernel.access.Guard;

/** A guard that is told who asks and what they may. The system may everything. */
public final class TestGuard implements Guard {

    private final Set<String> granted = ConcurrentHashMap.newKeySet();
    private final ThreadLocal<Caller> bound = new ThreadLocal<>();
    private volatile Caller caller;

    private TestGuard(Caller caller) {
        this.caller = caller;
    }

    /** Somebody called Ann, with the id {@code ann}, who may what {@code permissions} say; wildcards are understood. */
    public static TestGuard granting(String... permissions) {
        var guard = new TestGuard(person("ann"));
        guard.grant(permissions);
        return guard;
    }

    /** A guard that lets everybody pass. */
    public static TestGuard open() {
        return granting("*");
    }

    /** A person whose id and name are {@code id}. */
    public static Caller person(String id, String... roles) {
        return new Caller(Caller.Kind.PERSON, id, id, Set.of(roles), "");
    }

    /** From now on {@code caller} asks, on all threads. */
    public TestGuard as(Caller caller) {
        this.caller = caller;
        return this;
    }

    public TestGuard grant(String... permissions) {
        granted.addAll(Set.of(permissions));
        return this;
    }

    public TestGuard revoke(String... permissions) {
        granted.removeAll(Set.of(permissions));
        return this;
    }

    @Override
    public Caller caller() {
        Caller here = bound.get();
        return here == null ? caller : here;
    }

    @Override
    public boolean permits(Caller asking, String permission) {
        return asking.kind() == Caller.Kind.SYSTEM || granted.stream().anyMatch(g -> implies(g, permission));
    }

    private static boolean implies(String granted, String asked) {
        String[] has = granted.split(":");
        String[] wants = asked.split(":");
        for (int i = 0; i < has.length; i++) {
            if (!has[i].equals("*") && (i >= wants.length || !has[i].equals(wants[i]))) {
                return false;
            }
        }
        return true;
    }

    @Override
    public <T> T runAs(Caller other, Callable<T> action) throws Exception {
        Caller before = bound.get();
        bound.set(other);
        try {
            return action.call();
        } finally {
            if (before == null) {
                bound.remove();
            } else {
                bound.set(before);
            }
        }
    }
}
