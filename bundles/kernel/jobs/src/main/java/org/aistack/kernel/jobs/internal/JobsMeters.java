package org.aistack.kernel.jobs.internal;

import java.util.List;
import java.util.Map;
import java.util.function.LongSupplier;
import java.util.function.Supplier;
import org.aistack.kernel.observe.Meters;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** Every metric, named once. */
@Component(service = JobsMeters.class)
public final class JobsMeters {

    /** Failed, but will be tried again. */
    static final String RETRIED = "retried";
    /** Ended before its time through no fault of its own, and goes on later. */
    static final String PUT_BACK = "put_back";

    private static final List<String> RESULTS = List.of(
            Status.SUCCEEDED.text(),
            Status.FAILED.text(),
            Status.CANCELLED.text(),
            Status.PARKED.text(),
            RETRIED,
            PUT_BACK);

    private final Meters.Counter total;
    private volatile Supplier<Map<String, Long>> running = Map::of;
    private volatile LongSupplier waiting = () -> 0;

    @Activate
    public JobsMeters(@Reference Meters meters) {
        total = meters.counter("jobs_total", "按结果统计的任务执行次数 · Runs of jobs by what became of them.", "kind", "result");
        meters.gauges("jobs_running", "本服务器正在执行的任务数 · Jobs that run on this server.", "kind", () -> running.get());
        meters.gauges(
                "executor_queue",
                "到期等待线程的工作数 · Work that is due and waits for a thread.",
                "pool",
                () -> Map.of("jobs", waiting.getAsLong()));
    }

    /** A kind is there: its counters start at 0. */
    void begin(String kind) {
        RESULTS.forEach(result -> total.add(0, kind, result));
    }

    void count(String kind, String result) {
        total.add(kind, result);
    }

    /** From now on this is measured. */
    void watch(Supplier<Map<String, Long>> jobsRunning, LongSupplier jobsWaiting) {
        running = jobsRunning;
        waiting = jobsWaiting;
    }
}
