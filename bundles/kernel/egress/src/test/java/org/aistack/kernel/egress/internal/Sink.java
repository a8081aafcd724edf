package org.aistack.kernel.egress.internal;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;

/** Another server, as badly behaved as a test wants: it answers each request with whatever {@link Reply} writes. */
final class Sink implements AutoCloseable {

    /** Writes an answer, byte by byte. */
    @FunctionalInterface
    interface Reply {
        void write(String path, OutputStream out) throws Exception;
    }

    final List<String> requests = Collections.synchronizedList(new ArrayList<>());
    final AtomicInteger connections = new AtomicInteger();
    private final List<Socket> sockets = Collections.synchronizedList(new ArrayList<>());
    private final ServerSocket server;
    private volatile Reply reply;

    Sink(Reply reply) throws IOException {
        this.reply = reply;
        server = new ServerSocket(0, 50, InetAddress.getByName("127.0.0.1"));
        start(this::accept);
    }

    static Reply answer(int status, String body, String... headers) {
        return (path, out) -> write(out, status, body, headers);
    }

    static void write(OutputStream out, int status, String body, String... headers) throws IOException {
        var text = new StringBuilder("HTTP/1.1 " + status + " X\r\n");
        for (String header : headers) {
            text.append(header).append("\r\n");
        }
        byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
        text.append("Content-Length: ").append(bytes.length).append("\r\n\r\n");
        out.write(text.toString().getBytes(StandardCharsets.UTF_8));
        out.write(bytes);
        out.flush();
    }

    void reply(Reply other) {
        reply = other;
    }

    int port() {
        return server.getLocalPort();
    }

    String endpoint() {
        return "127.0.0.1:" + port();
    }

    String url() {
        return "http://" + endpoint();
    }

    private void accept() {
        try {
            while (true) {
                Socket socket = server.accept();
                sockets.add(socket);
                connections.incrementAndGet();
                start(() -> serve(socket));
            }
        } catch (IOException e) {
            // closed
        }
    }

    private void serve(Socket socket) {
        try (socket) {
            var in = new BufferedReader(new InputStreamReader(socket.getInputStream(), StandardCharsets.ISO_8859_1));
            for (String line = in.readLine(); line != null; line = in.readLine()) {
                var request = new StringBuilder(line);
                int length = 0;
                for (String next = in.readLine(); next != null && !next.isEmpty(); next = in.readLine()) {
                    request.append('\n').append(next);
                    if (next.toLowerCase().startsWith("content-length:")) {
                        length = Integer.parseInt(next.substring(15).strip());
                    }
                }
                char[] body = new char[length];
                for (int read = 0; read < length; ) {
                    read += in.read(body, read, length - read);
                }
                byte[] bytes = request.append("\n\n").append(body).toString().getBytes(StandardCharsets.ISO_8859_1);
                requests.add(new String(bytes, StandardCharsets.UTF_8));
                reply.write(line.split(" ")[1], socket.getOutputStream());
            }
        } catch (Exception e) {
            // the other side went away
        }
    }

    private static void start(Runnable task) {
        var thread = new Thread(task, "sink");
        thread.setDaemon(true);
        thread.start();
    }

    @Override
    public void close() throws IOException {
        server.close();
        for (Socket socket : List.copyOf(sockets)) {
            socket.close();
        }
    }
}
