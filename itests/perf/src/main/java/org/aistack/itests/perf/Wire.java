package org.aistack.itests.perf;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.net.StandardSocketOptions;
import java.net.URI;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.locks.LockSupport;

/**
 * A generator of one thread that costs next to nothing, so that it can drive a server to its knee from one core: HTTP/1.1
 * on connections that are kept alive and used in turn.
 */
final class Wire implements Plan.Generator {

    private static final long NAP_NANOS = 150_000;
    private static final long PATIENCE_NANOS = 10_000_000_000L;

    /** A request that waits for its answer. */
    private record Sent(Shot shot, long due, long sent) {}

    private final URI url;
    private final String host;

    Wire(URI url) {
        this.url = url;
        this.host = url.getHost() + ":" + url.getPort();
    }

    @Override
    public Tally run(Plan plan, Plan.Source source) {
        try (Selector selector = Selector.open()) {
            return new Run(plan, source, selector).go();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private final class Run {
        private final Plan plan;
        private final Plan.Source source;
        private final Selector selector;
        private final Tally tally = new Tally();
        private final Deque<Line> idle = new ArrayDeque<>();
        private final Deque<Sent> waiting = new ArrayDeque<>();
        private long start;
        private long next;
        private int open;

        Run(Plan plan, Plan.Source source, Selector selector) {
            this.plan = plan;
            this.source = source;
            this.selector = selector;
        }

        Tally go() throws IOException {
            for (int i = 0; i < plan.connections(); i++) {
                idle.add(new Line(this));
            }
            start = System.nanoTime();
            long end = start + plan.nanos();
            long now;
            while ((now = System.nanoTime()) < end || open > 0 && now < end + PATIENCE_NANOS) {
                if (now < end) {
                    plan(now);
                }
                send();
                boolean nothing = selector.selectNow(key -> ((Line) key.attachment()).ready(key)) == 0;
                if (nothing) {
                    LockSupport.parkNanos(NAP_NANOS);
                }
            }
            tally.error("no answer", open);
            tally.ended(plan.seconds());
            for (SelectionKey key : selector.keys()) {
                key.channel().close();
            }
            return tally;
        }

        /** Takes what is due. */
        private void plan(long now) {
            if (plan.closed()) {
                while (open < plan.connections()) {
                    take(now);
                }
                return;
            }
            while (start + plan.due(next) <= now) {
                if (open >= plan.limit()) {
                    tally.error("not sent", 1);
                    next++;
                } else {
                    take(start + plan.due(next));
                }
            }
        }

        private void take(long due) {
            waiting.add(new Sent(source.next(next++), due, 0));
            open++;
        }

        private void send() {
            while (!waiting.isEmpty() && !idle.isEmpty()) {
                Line line = idle.poll();
                Sent sent = waiting.poll();
                line.send(new Sent(sent.shot(), sent.due(), System.nanoTime()));
            }
        }

        void answered(Line line, Sent sent, int status, String type, boolean retryAfter, byte[] body) {
            open--;
            idle.add(line);
            long now = System.nanoTime();
            String fault = sent.shot().check().fault(status, type, body);
            if (fault != null && (status == 429 || status == 503)) {
                tally.refused(now - sent.sent(), status, retryAfter);
            } else {
                tally.add(now - sent.due(), fault, (now - start) / 1e9);
            }
        }

        void failed(Line line, String kind) {
            open--;
            idle.add(line);
            tally.error(kind, 1);
        }
    }

    /** One connection. */
    private final class Line {
        private final Run run;
        private SocketChannel channel;
        private SelectionKey key;
        private ByteBuffer out;
        private ByteBuffer in = ByteBuffer.allocate(16_384);
        private Sent sent;

        Line(Run run) throws IOException {
            this.run = run;
            connect();
        }

        private void connect() throws IOException {
            channel = SocketChannel.open();
            channel.setOption(StandardSocketOptions.TCP_NODELAY, true);
            channel.connect(new InetSocketAddress(url.getHost(), url.getPort()));
            channel.configureBlocking(false);
            key = channel.register(run.selector, SelectionKey.OP_READ, this);
        }

        void send(Sent next) {
            sent = next;
            out = ByteBuffer.wrap(encode(next.shot()));
            in.clear();
            try {
                if (!channel.isOpen()) {
                    connect();
                }
                write();
            } catch (IOException e) {
                broken("connection");
            }
        }

        private void write() throws IOException {
            channel.write(out);
            key.interestOps(out.hasRemaining() ? SelectionKey.OP_WRITE | SelectionKey.OP_READ : SelectionKey.OP_READ);
        }

        void ready(SelectionKey which) {
            try {
                if (which.isValid() && which.isWritable() && out != null) {
                    write();
                }
                if (which.isValid() && which.isReadable()) {
                    read();
                }
            } catch (IOException e) {
                broken("connection");
            }
        }

        private void read() throws IOException {
            if (in.remaining() == 0) {
                ByteBuffer larger = ByteBuffer.allocate(in.capacity() * 2);
                in.flip();
                in = larger.put(in);
            }
            if (channel.read(in) < 0) {
                broken("closed");
                return;
            }
            if (sent == null) {
                return;
            }
            Reply reply = Reply.parse(in.array(), in.position());
            if (reply != null) {
                Sent done = sent;
                sent = null;
                if (reply.close()) {
                    channel.close();
                }
                run.answered(this, done, reply.status(), reply.type(), reply.retryAfter(), reply.body());
            }
        }

        private void broken(String kind) {
            try {
                channel.close();
            } catch (IOException e) {
                // it is of no use any more
            }
            if (sent != null) {
                sent = null;
                run.failed(this, kind);
            }
        }
    }

    private byte[] encode(Shot shot) {
        var head = new StringBuilder(512)
                .append(shot.method())
                .append(' ')
                .append(shot.path())
                .append(" HTTP/1.1\r\nHost: ")
                .append(host)
                .append("\r\nAccept: application/json\r\n");
        if (shot.token() != null) {
            head.append("Authorization: Bearer ").append(shot.token()).append("\r\n");
        }
        if (shot.body() != null) {
            head.append("Content-Type: ")
                    .append(shot.type())
                    .append("\r\nContent-Length: ")
                    .append(shot.body().length)
                    .append("\r\n");
        }
        byte[] text = head.append("\r\n").toString().getBytes(StandardCharsets.US_ASCII);
        var all = new ByteArrayOutputStream(text.length + (shot.body() == null ? 0 : shot.body().length));
        all.writeBytes(text);
        if (shot.body() != null) {
            all.writeBytes(shot.body());
        }
        return all.toByteArray();
    }
}
