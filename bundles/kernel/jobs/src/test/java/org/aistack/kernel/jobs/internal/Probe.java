package org.aistack.kernel.jobs.internal;

import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import org.aistack.kernel.Text;
import org.aistack.kernel.jobs.Job;
import org.aistack.kernel.jobs.Run;

/** A kind of job whose behaviour a test says. */
final class Probe implements Job<Probe.Arguments> {

    record Arguments(String name, int count) {}

    /** What a run does. */
    interface Body {
        Object run(Arguments arguments, Run run) throws Exception;
    }

    static final Body NOTHING = (arguments, run) -> null;

    /** Goes from one safe point to the next until it is stopped. */
    static final Body ENDLESS = (arguments, run) -> {
        while (true) {
            run.progress(0.5, new Text("进行中", "under way"));
            Thread.sleep(5);
        }
    };

    final List<String> runs = new CopyOnWriteArrayList<>();
    final CountDownLatch begun = new CountDownLatch(1);
    private final String kind;
    private final String permission;
    private final Body body;

    Probe(String kind, Body body) {
        this(kind, "", body);
    }

    Probe(String kind, String permission, Body body) {
        this.kind = kind;
        this.permission = permission;
        this.body = body;
    }

    @Override
    public Card card() {
        return new Card(kind, new Text("探针", "Probe"), permission);
    }

    @Override
    public Class<Arguments> arguments() {
        return Arguments.class;
    }

    @Override
    public Object run(Arguments arguments, Run run) throws Exception {
        runs.add(arguments.name());
        begun.countDown();
        return body.run(arguments, run);
    }

    @Override
    public Optional<Timed<Arguments>> timed() {
        return Optional.empty();
    }
}
