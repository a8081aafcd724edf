package org.aistack.kernel.catalog.internal.deploy;

import java.time.Duration;
import java.util.Collection;
import java.util.Optional;
import java.util.concurrent.locks.LockSupport;
import org.aistack.kernel.Text;
import org.aistack.kernel.catalog.Deployment.Step;
import org.aistack.kernel.catalog.internal.deploy.box.Limited;
import org.aistack.kernel.catalog.internal.deploy.box.Verdict;
import org.osgi.framework.Bundle;

/** Starts a new version and watches it until it works, or it is certain that it will not. */
final class Watch {

    private static final Duration LOOK = Duration.ofMillis(150);
    /** How long a fault that does not go away by itself is watched before it counts. */
    private static final Duration DOUBT = Duration.ofSeconds(2);
    /** Once may be luck. */
    private static final int TIMES_WELL = 2;

    /** What is heard of it. */
    interface Listener {
        void step(Step step);

        /** Called at every look. */
        void goOn() throws Fault;
    }

    private final Site site;
    private final Duration limit;
    private final Collection<String> tolerated;
    private final Listener listener;
    private long begun;
    private long hopelessSince;

    /** @param tolerated parts that did not work before either */
    Watch(Site site, Duration limit, Collection<String> tolerated, Listener listener) {
        this.site = site;
        this.limit = limit;
        this.tolerated = tolerated;
        this.listener = listener;
    }

    /**
     * Comes back when it works.
     *
     * @throws Fault when it does not
     */
    void untilWell(Bundle bundle) throws Fault {
        listener.step(Step.START);
        begun = System.nanoTime();
        Limited start = site.start(bundle);
        Step step = Step.START;
        int well = 0;
        while (well < TIMES_WELL) {
            start.await(LOOK);
            listener.goOn();
            failed(start);
            if (!start.runs() && step == Step.START) {
                step = Step.HEALTH;
                listener.step(step);
            }
            Verdict verdict = start.runs()
                    ? new Verdict(false, false, start.trouble())
                    : Verdict.of(site.pulse(bundle), tolerated);
            listener.goOn();
            well = verdict.healthy() ? well + 1 : 0;
            judge(verdict, step);
            LockSupport.parkNanos(start.runs() ? 1 : LOOK.toNanos());
        }
    }

    private static void failed(Limited start) throws Fault {
        Optional<Throwable> failure = start.failure();
        if (failure.isPresent()) {
            Text why = Words.plain(Words.firstLine(failure.get()));
            throw new Fault(Step.START, Words.say("启动失败：{0}", "It cannot be started: {0}", why));
        }
    }

    private void judge(Verdict verdict, Step step) throws Fault {
        long now = System.nanoTime();
        if (!verdict.hopeless()) {
            hopelessSince = 0;
        } else if (hopelessSince == 0) {
            hopelessSince = now;
        }
        boolean certain = verdict.hopeless() && now - hopelessSince > DOUBT.toNanos();
        if (certain || !verdict.healthy() && now - begun > limit.toNanos()) {
            throw new Fault(step, reason(verdict, certain));
        }
    }

    private Text reason(Verdict verdict, boolean certain) {
        Text reason = verdict.reason().orElse(Words.plain("?"));
        return certain
                ? reason
                : Words.say(
                        "{0} 秒内没有变为健康：{1}", "It did not become healthy within {0} s: {1}", limit.toSeconds(), reason);
    }
}
