package org.aistack.kernel.egress.internal;

import java.net.InetAddress;
import java.net.URI;
import java.time.Duration;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import java.util.regex.Pattern;
import org.aistack.kernel.Problem;
import org.aistack.kernel.egress.Egress;
import org.aistack.kernel.egress.EgressAnswer;
import org.aistack.kernel.egress.EgressCall;
import org.aistack.kernel.egress.EgressError;
import org.aistack.kernel.observe.Meters;
import org.aistack.kernel.observe.Trace;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Modified;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.metatype.annotations.Designate;
import org.slf4j.MDC;

/** Calls other servers: judges each hop, follows redirects when asked to, counts what came of it. */
@Component(
        service = {Egress.class, EgressClient.class},
        configurationPid = "org.aistack.kernel.egress")
@Designate(ocd = EgressSettings.class)
public final class EgressClient implements Egress {

    private static final Pattern METHOD = Pattern.compile("[A-Z]{3,16}");
    private static final Pattern HEADER = Pattern.compile("[a-z0-9!#$%&'*+.^_`|~-]{1,100}");
    private static final Set<String> OURS = Set.of(
            "host",
            "content-length",
            "transfer-encoding",
            "connection",
            "keep-alive",
            "upgrade",
            "te",
            "trailer",
            "expect",
            "cookie",
            "cookie2",
            "proxy-authorization",
            "proxy-connection");
    /** May go to another host after a redirect; anything else might be a credential. */
    private static final Set<String> HARMLESS =
            Set.of("accept", "accept-language", "user-agent", "x-request-id", "traceparent", "if-none-match");

    private static final Set<Integer> ELSEWHERE = Set.of(301, 302, 303, 307, 308);
    private static final long CHECK_NANOS = TimeUnit.SECONDS.toNanos(3);

    private final Supplier<Map<String, String>> context;
    private final Names names;
    private final EgressMeters meters;
    private volatile Way way;

    /** What the settings say, at work. */
    private record Way(Policy policy, Targets targets, Transport transport, Line line) {}

    @Activate
    public EgressClient(EgressSettings settings, @Reference Meters meters) {
        this(settings, meters, InetAddress::getAllByName, MDC::getCopyOfContextMap);
    }

    EgressClient(EgressSettings settings, Meters meters, Names.Book book, Supplier<Map<String, String>> context) {
        this.context = context;
        this.names = new Names(book);
        this.meters = new EgressMeters(meters, this::suspended);
        this.way = way(settings);
    }

    @Modified
    void modified(EgressSettings settings) {
        Way before = way;
        way = way(settings);
        before.transport().close();
    }

    @Deactivate
    void deactivate() {
        way.transport().close();
        names.close();
    }

    private Way way(EgressSettings settings) {
        var policy = Policy.of(
                settings.allow__http(), settings.ports(), settings.allow() + "," + settings.http_egress_allow());
        var targets = new Targets(settings.at__once(), TimeUnit.MILLISECONDS.toNanos(settings.pause__ms()));
        var transport = new Transport(settings.connect__ms(), settings.read__ms());
        return new Way(
                policy, targets, transport, new Line(policy, targets, names, transport, meters, System::nanoTime));
    }

    /** How many servers are left alone now. */
    public long suspended() {
        Way now = way;
        return now == null ? 0 : now.targets().suspended();
    }

    @Override
    public void check(String url) {
        Target target = Target.of(url);
        Way now = way;
        now.policy().judge(target);
        try {
            now.policy().judge(target, names.of(target.host(), CHECK_NANOS));
        } catch (Problem e) {
            // a name nobody knows today may be known tomorrow
            if (e.code() == EgressError.EGRESS_REFUSED) {
                throw e;
            }
        }
    }

    @Override
    public EgressAnswer call(EgressCall call) {
        long began = System.nanoTime();
        try {
            EgressAnswer answer = hops(call, began);
            meters.answered(answer.took().toNanos() / 1e9);
            return answer;
        } catch (Problem e) {
            meters.failed(e.code());
            throw e;
        }
    }

    private EgressAnswer hops(EgressCall call, long began) {
        Map<String, String> headers = headers(call);
        Target target = Target.of(call.url());
        long end = began + call.time().toNanos();
        for (int hop = 0; ; hop++) {
            var request = new Transport.Request(call.method(), headers, call.body(), call.bytes());
            Transport.Response answer = way.line().call(target, request, call.repeatable(), end);
            if (!follows(call, answer)) {
                return new EgressAnswer(
                        answer.status(),
                        answer.headers(),
                        answer.body(),
                        target.url(),
                        Duration.ofNanos(System.nanoTime() - began));
            }
            if (hop == call.redirects()) {
                throw Problem.of(EgressError.EGRESS_REDIRECTED);
            }
            Target next = next(target, answer);
            if (!next.key().equals(target.key())) {
                headers.keySet().removeIf(name -> !HARMLESS.contains(name));
            }
            target = next;
        }
    }

    private static boolean follows(EgressCall call, Transport.Response answer) {
        boolean reading = call.method().equals("GET") || call.method().equals("HEAD");
        return call.redirects() > 0
                && reading
                && ELSEWHERE.contains(answer.status())
                && answer.headers().containsKey("location");
    }

    private static Target next(Target from, Transport.Response answer) {
        Target next;
        try {
            next = Target.of(URI.create(from.url())
                    .resolve(answer.headers().get("location").get(0))
                    .toString());
        } catch (IllegalArgumentException e) {
            throw Problem.of(EgressError.EGRESS_REDIRECTED);
        }
        if (from.secure() && !next.secure()) {
            throw Problem.of(EgressError.EGRESS_REDIRECTED);
        }
        return next;
    }

    private Map<String, String> headers(EgressCall call) {
        if (!METHOD.matcher(call.method()).matches()) {
            throw Target.refused();
        }
        Map<String, String> headers = new HashMap<>();
        call.headers().forEach((given, value) -> {
            String name = given.toLowerCase(Locale.ROOT);
            boolean plain = value.chars().allMatch(c -> c == '\t' || c >= ' ' && c != 0x7f && c < 0x100);
            if (!HEADER.matcher(name).matches() || OURS.contains(name) || !plain) {
                throw Target.refused();
            }
            headers.put(name, value);
        });
        Trace.of(context.get()).ifPresent(trace -> {
            headers.putIfAbsent("traceparent", trace.next().traceparent());
            if (!trace.requestId().isEmpty()) {
                headers.putIfAbsent("x-request-id", trace.requestId());
            }
        });
        return headers;
    }
}
