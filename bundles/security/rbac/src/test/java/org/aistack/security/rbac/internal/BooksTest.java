package org.aistack.security.rbac.internal;

import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertFalse;
import static org.junit.Assert.assertSame;
import static org.junit.Assert.assertThrows;
import static org.junit.Assert.assertTrue;

import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Supplier;
import org.aistack.kernel.Code;
import org.aistack.kernel.Id;
import org.aistack.kernel.Ids;
import org.aistack.kernel.KernelError;
import org.aistack.kernel.Problem;
import org.aistack.kernel.access.Caller;
import org.aistack.kernel.listing.ListRequest;
import org.aistack.kernel.rest.Patch;
import org.aistack.kernel.testkit.RecordingMeters;
import org.aistack.kernel.testkit.TestCursors;
import org.aistack.kernel.testkit.TestDatabase;
import org.aistack.kernel.testkit.TestStore;
import org.aistack.security.auth.AccessError;
import org.aistack.security.rbac.Roles;
import org.aistack.security.rbac.RolesAssigned;
import org.junit.After;
import org.junit.Test;
import org.junit.runner.RunWith;
import org.junit.runners.Parameterized;
import org.junit.runners.Parameterized.Parameters;

@RunWith(Parameterized.class)
public final class BooksTest {

    @Parameters(name = "{0}")
    public static Object[][] databases() {
        return new Object[][] {
            {"H2", (Supplier<TestDatabase>) TestDatabase::memory},
            {"PostgreSQL", (Supplier<TestDatabase>) TestDatabase::postgres}
        };
    }

    private static final String ANN = Id.text(1001);
    private static final String BOB = Id.text(1002);

    private final RecordingMeters meters = new RecordingMeters();
    private final TestStore store;
    private final RoleTable table;
    private final ShiroGuard guard;
    private final RoleBook roles;
    private final HolderBook holders;

    public BooksTest(String name, Supplier<TestDatabase> database) {
        store = database.get().store("rbac");
        table = new RoleTable(store);
        guard = new ShiroGuard(table, new RbacMeters(meters));
        // the migration took the first few ids
        Ids ids = () -> store.ids().next() + 100;
        roles = new RoleBook(store, table, ids, store.clock(), new TestCursors());
        holders = new HolderBook(store, table, guard, ids);
    }

    @After
    public void close() {
        table.stop();
        store.close();
    }

    @Test
    public void theBuiltInRolesAreThere() {
        var list = roles.list(ListRequest.of(RoleBook.SPEC, Map.of()));
        assertEquals(
                List.of("admin", "guest", "manager", "user"),
                list.items().stream().map(Role::name).toList());
        assertTrue(list.items().stream().allMatch(Role::builtIn));
        assertEquals(List.of("*"), roles.get("admin").permissions());
    }

    @Test
    public void aRoleIsMadeChangedAndDeleted() {
        Role made = roles.create(new NewRole("auditor", null, null, List.of("erp:read", "user:read")));
        assertTrue(guard.permits(person(ANN, "auditor"), "erp:read:finance"));
        Role changed = roles.change("auditor", made.revision(), patch("审计", "erp:read"));
        assertFalse(guard.permits(person(ANN, "auditor"), "user:read"));
        refused(KernelError.STALE, () -> roles.change("auditor", made.revision(), patch("x")));
        refused(RbacError.DUPLICATE_NAME, () -> roles.create(new NewRole("auditor", null, null, null)));
        holders.assign(ANN, Set.of("auditor"));
        refused(RbacError.ROLE_IN_USE, () -> remove("auditor", changed.revision()));
        holders.assign(ANN, Set.of());
        roles.remove("auditor", changed.revision());
        refused(RbacError.NO_ROLE, () -> roles.get("auditor"));
    }

    @Test
    public void builtInRolesCanBeTunedButNotDeletedAndAdminNotReduced() {
        Role user = roles.get("user");
        List<String> less =
                user.permissions().stream().filter(p -> !p.equals("erp:read")).toList();
        roles.change("user", user.revision(), patch(user.title(), less.toArray(String[]::new)));
        assertFalse(guard.permits(person(ANN, "user"), "erp:read"));
        assertEquals(less, roles.get("user").permissions());
        refused(
                RbacError.BUILT_IN_ROLE,
                () -> roles.change("admin", roles.get("admin").revision(), patch("x", "erp:read")));
        refused(
                RbacError.BUILT_IN_ROLE,
                () -> remove("guest", roles.get("guest").revision()));
    }

    @Test
    public void rolesAreAssignedToldAndCounted() {
        long before = holders.revision();
        holders.assign(ANN, Set.of("user", "manager"));
        assertTrue(holders.revision() > before);
        assertEquals(Map.of(ANN, Set.of("user", "manager"), BOB, Set.of()), holders.of(List.of(ANN, BOB)));
        assertEquals(Set.of(ANN), holders.holders("manager"));
        assertEquals(List.of(new RolesAssigned(ANN, 1)), store.events());
        refused(RbacError.UNKNOWN_ROLE, () -> assign(ANN, "nope"));
        refused(RbacError.NO_USER, () -> holders.get(BOB));
    }

    @Test
    public void aChangeNeedsTheRevisionAndTheRightToChangeUsers() throws Exception {
        holders.assign(ANN, Set.of("user"));
        UserRoles read = holders.get(ANN);
        refused(KernelError.UNAUTHENTICATED, () -> holders.change(ANN, read.revision(), List.of("guest")));
        UserRoles changed = guard.runAs(Caller.SYSTEM, () -> holders.change(ANN, read.revision(), List.of("guest")));
        assertEquals(List.of("guest"), changed.roles());
        refused(
                KernelError.STALE,
                () -> guard.runAs(Caller.SYSTEM, () -> holders.change(ANN, read.revision(), List.of("user"))));
    }

    @Test
    public void theLastActiveAdministratorStays() {
        holders.assign(ANN, Set.of("admin"));
        refused(RbacError.LAST_ADMINISTRATOR, () -> assign(ANN));
        refused(RbacError.LAST_ADMINISTRATOR, () -> standing(ANN, false));
        refused(RbacError.LAST_ADMINISTRATOR, () -> forget(ANN));
        holders.assign(BOB, Set.of("admin"));
        holders.standing(BOB, false);
        refused(RbacError.LAST_ADMINISTRATOR, () -> assign(ANN));
        holders.standing(BOB, true);
        holders.assign(ANN, Set.of("user"));
        assertEquals(Set.of(BOB), holders.holders("admin"));
    }

    @Test
    public void ofTwoAdministratorsThatAreDemotedAtOnceOneStays() throws Exception {
        for (int round = 0; round < 10; round++) {
            holders.assign(ANN, Set.of("admin"));
            holders.assign(BOB, Set.of("admin"));
            var start = new CountDownLatch(1);
            var pool = Executors.newFixedThreadPool(2);
            List<Future<Object>> both = List.of(ANN, BOB).stream()
                    .map(id -> pool.submit((Callable<Object>) () -> {
                        start.await();
                        return assign(id);
                    }))
                    .toList();
            start.countDown();
            int refused = 0;
            for (Future<Object> one : both) {
                try {
                    one.get();
                } catch (java.util.concurrent.ExecutionException e) {
                    refused++;
                }
            }
            pool.shutdown();
            assertEquals(1, refused);
            assertEquals(1, holders.holders("admin").size());
        }
    }

    @Test
    public void nobodyDemotesThemselves() {
        holders.assign(ANN, Set.of("admin"));
        holders.assign(BOB, Set.of("admin"));
        refused(AccessError.SELF_LOCKOUT, () -> guard.runAs(person(ANN, "admin"), () -> assign(ANN, "user")));
    }

    @Test
    public void theGuardKnowsItsCallerPerThreadAndForgets() throws Exception {
        assertSame(Caller.ANONYMOUS, guard.caller());
        Caller ann = person(ANN, "user");
        String seen = guard.runAs(ann, () -> {
            guard.runAs(Caller.SYSTEM, () -> {
                guard.require("system:admin");
                return null;
            });
            return guard.caller().id();
        });
        assertEquals(ANN, seen);
        assertSame(Caller.ANONYMOUS, guard.caller());
        assertThrows(
                IllegalStateException.class,
                () -> guard.runAs(ann, () -> {
                    throw new IllegalStateException();
                }));
        assertSame(Caller.ANONYMOUS, guard.caller());
    }

    @Test
    public void refusalsSayWhyAndAreCounted() {
        refused(KernelError.UNAUTHENTICATED, () -> require(Caller.ANONYMOUS, "erp:read"));
        refused(KernelError.DENIED, () -> require(person(ANN, "guest"), "erp:read:finance"));
        refused(
                AccessError.PASSWORD_CHANGE_REQUIRED,
                () -> require(person(ANN, Roles.NEW_PASSWORD_FIRST), "erp:read:finance"));
        assertEquals(2, meters.sum("rbac_denied_total", "finance"), 0);
    }

    @Test
    public void aQuestionIsAnsweredWithItsReason() {
        Explanations explanations = new Explanations(table);
        var answers = explanations.answer(new Question(List.of("manager"), null, List.of("erp:read:crm", "erp:admin")));
        assertEquals("manager: erp:read", answers.results().get(0).because());
        assertFalse(answers.results().get(1).allowed());
        refused(
                RbacError.UNKNOWN_ROLE,
                () -> explanations.answer(new Question(List.of("nope"), null, List.of("erp:read"))));
        refused(RbacError.EITHER_OR, () -> new Question(null, null, List.of()));
        refused(RbacError.BAD_PERMISSION, () -> new Question(null, List.of("ERP!"), List.of()));
    }

    private Object assign(String id, String... names) {
        holders.assign(id, Set.of(names));
        return null;
    }

    private Object standing(String id, boolean active) {
        holders.standing(id, active);
        return null;
    }

    private Object forget(String id) {
        holders.forget(id);
        return null;
    }

    private Object remove(String name, long revision) {
        roles.remove(name, revision);
        return null;
    }

    private Object require(Caller caller, String permission) {
        guard.require(caller, permission);
        return null;
    }

    private static Caller person(String id, String... roles) {
        return new Caller(Caller.Kind.PERSON, id, "somebody", Set.of(roles), "");
    }

    private static Patch patch(String title, String... permissions) {
        return new Patch() {
            @Override
            @SuppressWarnings("unchecked")
            public <T> T apply(T current) {
                return (T) new RoleContent(title, "", List.of(permissions));
            }
        };
    }

    private static void refused(Code code, Callable<?> action) {
        assertSame(code, assertThrows(Problem.class, action::call).code());
    }
}
