package org.aistack.kernel.egress.internal;

import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertThrows;

import java.net.InetAddress;
import java.util.List;
import java.util.Map;
import org.aistack.kernel.Problem;
import org.aistack.kernel.egress.EgressError;
import org.junit.Test;

public class TargetTest {

    private static final Policy STRICT = Policy.of(false, "", "");

    private static final Map<String, String> GOOD = Map.of(
            "https://example.com", "https://example.com:443 /",
            "HTTPS://Example.COM/a?b=c#d", "https://example.com:443 /a?b=c",
            "https://8.8.8.8/", "https://8.8.8.8:443 /",
            "https://xn--fiqs8s.example:443//x", "https://xn--fiqs8s.example:443 //x",
            "https://[2606:4700:4700::1111]/x", "https://[2606:4700:4700::1111]:443 /x",
            "https://a.b-c.d1/%41", "https://a.b-c.d1:443 /%41");

    private static final List<String> BAD = List.of(
            "",
            "example.com",
            "//example.com/",
            "https:",
            "https://",
            "https:///x",
            "https:example.com",
            "ftp://example.com/",
            "file:///etc/passwd",
            "gopher://example.com/",
            "dict://127.0.0.1:11211/",
            "jar:https://example.com!/",
            "ldap://example.com/",
            "javascript:alert(1)",
            "data:text/plain,x",
            // user-info
            "https://user@example.com/",
            "https://user:secret@example.com/",
            "https://@example.com/",
            "https://example.com%40127.0.0.1/",
            "https://example.com@127.0.0.1/",
            // what parsers disagree about
            "https://example.com\\@127.0.0.1/",
            "https://example.com/\u0000",
            "https://example.com/\r\nX-Injected: 1",
            "https://exam\tple.com/",
            " https://example.com/",
            "https://example.com /",
            "https://exa_mple.com/",
            "https://example.com./",
            "https://.example.com/",
            "https://example..com/",
            "https://-example.com/",
            "https://127%2e0%2e0%2e1/",
            "https://example.com:443:80/",
            "https://example.com:99999/",
            "https://example.com:0/",
            // spellings of an IPv4 address
            "https://2130706433/",
            "https://017700000001/",
            "https://0x7f000001/",
            "https://0x7F.0x0.0x0.0x1/",
            "https://0177.0.0.1/",
            "https://127.1/",
            "https://127.0.1/",
            "https://1/",
            "https://0/",
            "https://0x/",
            "https://127.0.0.0x1/",
            "https://127.0.0.01/",
            "https://127.0.0.256/",
            "https://127.0.0.1.1/",
            "https://1.2.3.4.5/",
            "https://foo.0x7f000001/",
            "https://8.8.8.08/",
            // digits of other scripts, look-alikes
            "https://\uff11\uff12\uff17.0.0.1/",
            "https://127\u30020\u30020\u30021/",
            "https://\u2460\u2461\u2466.0.0.1/",
            "https://loc\u0430lhost/",
            "https://ex\u00e4mple.com/",
            "https://[::1%25lo]/",
            "https://[fe80::1%eth0]/",
            "https://[::1/",
            "https://[v1.fe80::a]/");

    private static final List<String> REFUSED = List.of(
            "https://localhost/",
            "https://LOCALHOST/",
            "https://a.localhost/",
            "https://metadata.google.internal/",
            "https://127.0.0.1/",
            "https://10.1.2.3/",
            "https://169.254.169.254/latest/meta-data/",
            "https://[::1]/",
            "https://[::]/",
            "https://[::ffff:127.0.0.1]/",
            "https://[::ffff:7f00:1]/",
            "https://[64:ff9b::7f00:1]/",
            "https://[fd00:ec2::254]/",
            "https://[fe80::1]/",
            "https://8.8.8.8:22/",
            "https://8.8.8.8:8080/",
            "http://8.8.8.8/");

    @Test
    public void readsWhatIsPlainlyWritten() {
        GOOD.forEach((url, meant) -> {
            Target target = Target.of(url);
            assertEquals(url, meant, target.key() + " " + target.path());
        });
    }

    @Test
    public void refusesWhatCouldBeReadInTwoWays() {
        for (String url : BAD) {
            refused(url, () -> Target.of(url));
        }
        refused("null", () -> Target.of(null));
        refused("long", () -> Target.of("https://example.com/" + "x".repeat(5000)));
    }

    @Test
    public void refusesTheInside() throws Exception {
        for (String url : REFUSED) {
            refused(url, () -> {
                Target target = Target.of(url);
                STRICT.judge(target);
                STRICT.judge(target, List.of(literal(target)));
            });
        }
    }

    @Test
    public void oneBadAddressSpoilsAll() throws Exception {
        Target target = Target.of("https://example.com/");
        var good = InetAddress.getByName("93.184.216.34");
        STRICT.judge(target, List.of(good));
        refused("both", () -> STRICT.judge(target, List.of(good, InetAddress.getByName("127.0.0.1"))));
    }

    @Test
    public void theOperatorNamesEndpointsExactly() throws Exception {
        Policy policy =
                Policy.of(false, "8443 9443", "127.0.0.1:9001, Model.Internal:8000,[::1]:9002,nonsense,http://x:1");
        for (String url : List.of(
                "http://127.0.0.1:9001/x",
                "http://model.internal:8000/",
                "https://MODEL.internal:8000/",
                "http://[::1]:9002/")) {
            Target target = Target.of(url);
            policy.judge(target);
            policy.judge(target, List.of(InetAddress.getByName("10.0.0.1")));
        }
        policy.judge(Target.of("https://8.8.8.8:8443/"));
        for (String url : List.of(
                "http://127.0.0.1:9002/",
                "http://127.0.0.2:9001/",
                "http://localhost:9001/",
                "http://model.internal/",
                "http://model.internal.example.com:8000/",
                "http://x:1/",
                "https://8.8.8.8:8444/")) {
            refused(url, () -> {
                Target target = Target.of(url);
                policy.judge(target);
                policy.judge(target, List.of(literal(target)));
            });
        }
    }

    @Test
    public void plainHttpIsASetting() {
        Policy.of(true, "", "").judge(Target.of("http://8.8.8.8/"));
    }

    private static InetAddress literal(Target target) throws Exception {
        return InetAddress.getByName(target.host());
    }

    private static void refused(String what, org.junit.function.ThrowingRunnable act) {
        Problem problem = assertThrows(what, Problem.class, act);
        assertEquals(what, EgressError.EGRESS_REFUSED, problem.code());
    }
}
