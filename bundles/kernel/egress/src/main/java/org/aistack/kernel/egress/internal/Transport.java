package org.aistack.kernel.egress.internal;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.aistack.kernel.Problem;
import org.aistack.kernel.egress.EgressError;
import org.apache.hc.client5.http.DnsResolver;
import org.apache.hc.client5.http.classic.methods.HttpUriRequestBase;
import org.apache.hc.client5.http.config.ConnectionConfig;
import org.apache.hc.client5.http.config.RequestConfig;
import org.apache.hc.client5.http.impl.classic.CloseableHttpClient;
import org.apache.hc.client5.http.impl.classic.HttpClients;
import org.apache.hc.client5.http.impl.io.ManagedHttpClientConnectionFactory;
import org.apache.hc.client5.http.impl.io.PoolingHttpClientConnectionManagerBuilder;
import org.apache.hc.core5.http.ClassicHttpResponse;
import org.apache.hc.core5.http.ContentType;
import org.apache.hc.core5.http.Header;
import org.apache.hc.core5.http.HttpHost;
import org.apache.hc.core5.http.config.Http1Config;
import org.apache.hc.core5.http.io.entity.ByteArrayEntity;
import org.apache.hc.core5.util.TimeValue;
import org.apache.hc.core5.util.Timeout;

/**
 * Carries one request to an address that was found good, and its answer back. It resolves nothing, follows nothing and
 * repeats nothing; at the end of its time the connection is cut, wherever it is.
 */
final class Transport implements AutoCloseable {

    private static final int CONNECTIONS = 512;
    private static final int LONGEST_LINE = 16 << 10;
    private static final int MOST_HEADERS = 200;
    private static final int BUFFER = 8192;
    private static final int IDLE_SECONDS = 30;
    private static final int LIFE_SECONDS = 120;

    /** What goes out. */
    record Request(String method, Map<String, String> headers, byte[] body, int bytes) {}

    /** What came back. */
    record Response(int status, Map<String, List<String>> headers, byte[] body) {}

    private final ThreadLocal<InetAddress[]> judged = new ThreadLocal<>();
    private final ScheduledExecutorService clock;
    private final CloseableHttpClient client;
    private final long connectMillis;
    private final long readMillis;

    Transport(long connectMillis, long readMillis) {
        this.connectMillis = connectMillis;
        this.readMillis = readMillis;
        clock = Executors.newSingleThreadScheduledExecutor(task -> {
            var thread = new Thread(task, "egress-clock");
            thread.setDaemon(true);
            return thread;
        });
        client = client();
    }

    private CloseableHttpClient client() {
        var http1 = Http1Config.custom()
                .setMaxLineLength(LONGEST_LINE)
                .setMaxHeaderCount(MOST_HEADERS)
                .build();
        var connections = PoolingHttpClientConnectionManagerBuilder.create()
                .setDnsResolver(new Judged())
                .setConnectionFactory(ManagedHttpClientConnectionFactory.builder()
                        .http1Config(http1)
                        .build())
                .setMaxConnTotal(CONNECTIONS)
                .setMaxConnPerRoute(CONNECTIONS)
                .setDefaultConnectionConfig(ConnectionConfig.custom()
                        .setConnectTimeout(Timeout.ofMilliseconds(connectMillis))
                        .setSocketTimeout(Timeout.ofMilliseconds(readMillis))
                        .setValidateAfterInactivity(TimeValue.ofMilliseconds(200))
                        .setTimeToLive(TimeValue.ofSeconds(LIFE_SECONDS))
                        .build())
                .build();
        return HttpClients.custom()
                .setConnectionManager(connections)
                .setUserAgent("AI-Stack")
                .disableRedirectHandling()
                .disableAutomaticRetries()
                .disableCookieManagement()
                .disableAuthCaching()
                .disableContentCompression()
                .disableConnectionState()
                .evictIdleConnections(TimeValue.ofSeconds(IDLE_SECONDS))
                .build();
    }

    /** Answers with the addresses of the running call and knows no other way to resolve a name. */
    private final class Judged implements DnsResolver {
        @Override
        public InetAddress[] resolve(String host) throws UnknownHostException {
            InetAddress[] addresses = judged.get();
            if (addresses == null) {
                throw new UnknownHostException("not judged");
            }
            return addresses;
        }

        @Override
        public String resolveCanonicalHostname(String host) {
            return host;
        }
    }

    /**
     * Asks and waits.
     *
     * @param nanos how long everything may take
     * @throws Problem without an answer
     */
    Response exchange(Target target, List<InetAddress> addresses, Request request, long nanos) {
        HttpUriRequestBase message = message(target, request, nanos);
        var late = new AtomicBoolean();
        ScheduledFuture<?> end = clock.schedule(
                () -> {
                    late.set(true);
                    message.cancel();
                },
                nanos,
                TimeUnit.NANOSECONDS);
        judged.set(addresses.toArray(new InetAddress[0]));
        try (ClassicHttpResponse answer =
                client.executeOpen(new HttpHost(target.scheme(), target.host(), target.port()), message, null)) {
            return read(answer, message, request.bytes(), late);
        } catch (java.io.InterruptedIOException e) {
            // also the client's own time-outs; connecting in vain is no matter of the answer
            throw Problem.of(
                    late.get() || e instanceof java.net.SocketTimeoutException
                            ? EgressError.EGRESS_TIMEOUT
                            : EgressError.EGRESS_UNREACHABLE);
        } catch (IOException | RuntimeException e) {
            throw e instanceof Problem problem
                    ? problem
                    : Problem.of(late.get() ? EgressError.EGRESS_TIMEOUT : EgressError.EGRESS_UNREACHABLE);
        } finally {
            judged.remove();
            end.cancel(false);
        }
    }

    private HttpUriRequestBase message(Target target, Request request, long nanos) {
        var message = new HttpUriRequestBase(request.method(), java.net.URI.create(target.key() + target.path()));
        long left = Math.max(1, TimeUnit.NANOSECONDS.toMillis(nanos));
        message.setConfig(RequestConfig.custom()
                .setAuthenticationEnabled(false)
                .setProtocolUpgradeEnabled(false)
                .setConnectionRequestTimeout(Timeout.ofMilliseconds(left))
                .setResponseTimeout(Timeout.ofMilliseconds(Math.min(left, readMillis)))
                .build());
        request.headers().forEach(message::setHeader);
        if (request.body() != null) {
            // the type is among the headers
            message.setEntity(new ByteArrayEntity(request.body(), (ContentType) null));
        }
        return message;
    }

    private static Response read(ClassicHttpResponse answer, HttpUriRequestBase message, int most, AtomicBoolean late)
            throws IOException {
        Map<String, List<String>> headers = new HashMap<>();
        for (Header header : answer.getHeaders()) {
            headers.computeIfAbsent(header.getName().toLowerCase(Locale.ROOT), name -> new ArrayList<>())
                    .add(header.getValue() == null ? "" : header.getValue());
        }
        var body = new ByteArrayOutputStream();
        InputStream in = answer.getEntity() == null ? null : answer.getEntity().getContent();
        if (in != null) {
            byte[] buffer = new byte[BUFFER];
            for (int n = in.read(buffer); n >= 0; n = in.read(buffer)) {
                if (body.size() + n > most) {
                    // cut, not read to the end
                    message.cancel();
                    throw Problem.of(EgressError.EGRESS_TOO_LARGE);
                }
                body.write(buffer, 0, n);
            }
        }
        if (late.get()) {
            throw Problem.of(EgressError.EGRESS_TIMEOUT);
        }
        return new Response(answer.getCode(), headers, body.toByteArray());
    }

    @Override
    public void close() {
        clock.shutdownNow();
        client.close(org.apache.hc.core5.io.CloseMode.IMMEDIATE);
    }
}
