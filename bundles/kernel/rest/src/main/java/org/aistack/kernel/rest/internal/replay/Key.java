package org.aistack.kernel.rest.internal.replay;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import java.util.regex.Pattern;
import javax.servlet.http.HttpServletRequest;
import javax.ws.rs.container.AsyncResponse;
import org.aistack.kernel.KernelError;
import org.aistack.kernel.Problem;
import org.aistack.kernel.rest.internal.door.Call;
import org.apache.cxf.jaxrs.model.OperationResourceInfo;
import org.apache.cxf.message.Exchange;

/**
 * An Idempotency-Key as it is used here.
 *
 * @param secret the client's key; it is never stored
 * @param lookup hash of key, caller and address
 * @param requestHash hash of query, media type and body
 */
record Key(String secret, String lookup, String requestHash) {

    private static final Pattern FORM = Pattern.compile("[!-~]{1,255}");

    /**
     * The key of a call. A call without identity has none: there would be nobody the answer belongs to. Methods that
     * answer later or in parts have none either.
     *
     * @throws Problem {@link KernelError#BAD_KEY}
     */
    static Optional<Key> of(Call call, Exchange exchange) {
        HttpServletRequest request = call.request();
        String given = request.getHeader("Idempotency-Key");
        if (given == null
                || !"POST".equals(request.getMethod())
                || !call.caller().authenticated()
                || later(exchange)) {
            return Optional.empty();
        }
        if (!FORM.matcher(given).matches()) {
            throw Problem.of(KernelError.BAD_KEY);
        }
        return Optional.of(of(given, call));
    }

    private static Key of(String given, Call call) {
        HttpServletRequest request = call.request();
        String lookup = hash(
                given.getBytes(StandardCharsets.UTF_8),
                (call.caller().kind() + ":" + call.caller().id()).getBytes(StandardCharsets.UTF_8),
                request.getRequestURI().getBytes(StandardCharsets.UTF_8));
        String type = request.getContentType() == null ? "" : request.getContentType();
        // the boundary of a multipart body is new each time
        String media = type.startsWith("multipart/") ? "multipart" : type;
        byte[] body = call.body()
                .orElseGet(() -> Long.toString(request.getContentLengthLong()).getBytes(StandardCharsets.UTF_8));
        String requestHash = hash(
                String.valueOf(request.getQueryString()).getBytes(StandardCharsets.UTF_8),
                media.getBytes(StandardCharsets.UTF_8),
                body);
        return new Key(given, lookup, requestHash);
    }

    private static boolean later(Exchange exchange) {
        OperationResourceInfo operation = exchange.get(OperationResourceInfo.class);
        if (operation == null || operation.isAsync() || exchange.get(AsyncResponse.class) != null) {
            return true;
        }
        var method = operation.getMethodToInvoke();
        if (CompletionStage.class.isAssignableFrom(method.getReturnType())) {
            return true;
        }
        for (Class<?> type : method.getParameterTypes()) {
            if (type.getName().equals("javax.ws.rs.sse.SseEventSink")) {
                return true;
            }
        }
        return false;
    }

    private static String hash(byte[]... parts) {
        try {
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            for (byte[] part : parts) {
                digest.update((byte) (part.length >> 24));
                digest.update((byte) (part.length >> 16));
                digest.update((byte) (part.length >> 8));
                digest.update((byte) part.length);
                digest.update(part);
            }
            return HexFormat.of().formatHex(digest.digest());
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
