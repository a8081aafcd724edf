package org.aistack.security.rbac.internal;

import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertFalse;
import static org.junit.Assert.assertTrue;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import org.aistack.kernel.Text;
import org.aistack.kernel.catalog.Capability;
import org.aistack.kernel.catalog.Permission;
import org.aistack.security.rbac.internal.Decisions.Decided;
import org.junit.Test;

public final class MatrixTest {

    /** Permission, then who may: admin, manager, user, guest. */
    private static final String TABLE =
            """
            rag:read AMUG
            rag:write AM
            rag:delete AM
            rag:admin A
            erp:read AMU
            erp:write AM
            erp:delete AM
            erp:admin A
            user:read AM
            user:create A
            user:update A
            user:delete A
            system:admin A
            system:config A
            system:monitor AM
            chat:read AMU
            chat:write AMU
            chat:execute AMU
            agent:read AMU
            agent:write AM
            agent:execute AM
            content:read AMU
            content:write AM
            trading:read AMU
            trading:execute AM
            trends:read AMUG
            trends:write AM
            resources:read AMU
            resources:execute AM
            learning:read AMU
            learning:write AMU
            learning:execute A
            learning:admin A
            chat:admin A
            trading:admin A
            notes:read AMU
            notes:write AMU
            notes:admin A
            models:read AMU
            models:execute AM
            """;

    static final Map<String, Decided> BUILT_IN = Map.of(
            "admin", new Decided(Set.of("*"), Set.of()),
            "manager", Decided.NOTHING,
            "user", Decided.NOTHING,
            "guest", Decided.NOTHING);

    private final Decisions decisions = new Decisions(Known.of(List.of()), BUILT_IN, 1);

    @Test
    public void theFourRolesHoldExactlyWhatTheTableSays() {
        Map<Character, String> roles = Map.of('A', "admin", 'M', "manager", 'U', "user", 'G', "guest");
        for (String line : TABLE.lines().toList()) {
            String permission = line.split(" ")[0];
            String who = line.split(" ")[1];
            roles.forEach((letter, role) -> assertEquals(
                    permission + " of " + role,
                    who.indexOf(letter) >= 0,
                    decisions.grants(Set.of(role)).allows(permission)));
        }
        assertEquals(15, Matrix.ORIGINAL.size());
    }

    @Test
    public void aShortGrantCoversLongerOnes() {
        Grants user = decisions.grants(Set.of("user"));
        assertTrue(user.allows("erp:read:finance:invoice"));
        assertFalse(user.allows("erp:write:finance:invoice"));
        assertFalse("a group alone is more than reading", user.allows("erp"));
        assertFalse(
                "admin of a group includes no other verb", grants("erp:admin").allows("erp:read"));
    }

    @Test
    public void whatIsNoPermissionIsNotAllowedToAnybody() {
        Grants admin = decisions.grants(Set.of("admin"));
        for (String odd : List.of("", ":", "erp:", "erp::x", "ERP:read", "erp:read:a:b:c", "a b", "erp:*x")) {
            assertFalse(odd, admin.allows(odd));
        }
    }

    @Test
    public void aCapabilityBringsPermissionsAndTakesThemAlong() {
        Capability capability = capability(Permission.of("maps:read", "查看地图", "Read maps", "user", "guest"));
        Decisions with = decisions.with(Known.of(List.of(capability)));
        assertTrue(with.grants(Set.of("guest")).allows("maps:read"));
        assertTrue(with.effective(List.of("admin")).contains("maps:read"));
        assertFalse(with.grants(Set.of("manager")).allows("maps:read"));
        assertFalse(decisions.grants(Set.of("guest")).allows("maps:read"));
    }

    @Test
    public void aCapabilityCannotWidenWhatTheTableSays() {
        Capability greedy = capability(Permission.of("erp:delete", "x", "x", "guest"));
        Decisions with = decisions.with(Known.of(List.of(greedy)));
        assertFalse(with.grants(Set.of("guest")).allows("erp:delete"));
    }

    @Test
    public void aRefusedDefaultStaysRefused() {
        Set<String> wanted = new TreeSet<>(decisions.of("user"));
        wanted.remove("notes:write");
        wanted.add("erp:write:crm");
        Decided decided = decisions.decide("user", wanted);
        assertEquals(Set.of("notes:write"), decided.refused());
        assertEquals(Set.of("erp:write:crm"), decided.granted());
        Map<String, Decided> roles = new HashMap<>(BUILT_IN);
        roles.put("user", decided);
        Decisions after = new Decisions(Known.of(List.of()), roles, 2);
        assertEquals(wanted, after.of("user"));
        assertEquals(Set.of(), after.decide("user", decisions.of("user")).granted());
        assertEquals(Set.of(), after.decide("user", decisions.of("user")).refused());
    }

    @Test
    public void anUnknownRoleGrantsNothing() {
        assertTrue(decisions.effective(List.of("nobody", "new-password-first")).isEmpty());
    }

    @Test
    public void shiroAgreesWithASimpleModelOnRandomGrants() {
        Random random = new Random(7);
        String[] words = {"erp", "rag", "read", "write", "crm", "*"};
        for (int i = 0; i < 20_000; i++) {
            String grant = random(random, words, words.length);
            String ask = random(random, words, words.length - 1);
            assertEquals(grant + " > " + ask, covers(grant, ask), grants(grant).allows(ask));
        }
    }

    private static String random(Random random, String[] words, int known) {
        StringBuilder text = new StringBuilder(words[random.nextInt(known)]);
        for (int i = random.nextInt(4); i > 0; i--) {
            text.append(':').append(words[random.nextInt(known)]);
        }
        return text.toString();
    }

    private static boolean covers(String grant, String ask) {
        String[] has = grant.split(":");
        String[] wants = ask.split(":");
        for (int i = 0; i < has.length; i++) {
            if (!has[i].equals("*") && (i >= wants.length || !has[i].equals(wants[i]))) {
                return false;
            }
        }
        return true;
    }

    private static Grants grants(String text) {
        return new Grants(List.of(Grants.Grant.of(null, text)));
    }

    private static Capability capability(Permission... permissions) {
        return new Capability() {
            @Override
            public String id() {
                return "maps";
            }

            @Override
            public Text title() {
                return new Text("地图", "Maps");
            }

            @Override
            public List<Permission> permissions() {
                return List.of(permissions);
            }
        };
    }
}
