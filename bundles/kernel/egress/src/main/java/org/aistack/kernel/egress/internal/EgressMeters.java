package org.aistack.kernel.egress.internal;

import java.util.Locale;
import java.util.function.DoubleSupplier;
import org.aistack.kernel.Code;
import org.aistack.kernel.egress.EgressError;
import org.aistack.kernel.observe.Meters;

/** Every metric of the way out. Targets are no labels: there is no end of them. */
final class EgressMeters {

    private static final String ANSWERED = "answered";

    private final Meters.Counter calls;
    private final Meters.Counter retries;
    private final Meters.Timer duration;

    EgressMeters(Meters meters, DoubleSupplier suspended) {
        calls = meters.counter(
                "egress_calls_total", "按结果统计的出站请求数 · Calls to other servers by how they ended.", "result");
        retries = meters.counter("egress_retries_total", "重试的出站请求数 · Calls to other servers that were made again.");
        duration = meters.timer("egress_call_duration_seconds", "其他服务器答复的时间 · Time until another server had answered.");
        meters.gauge(
                "egress_suspended_targets",
                "因多次失败而暂停访问的服务器数 · Other servers that failed too often and are left alone now.",
                suspended);
        calls.add(0, ANSWERED);
        for (EgressError error : EgressError.values()) {
            calls.add(0, label(error));
        }
        retries.add(0);
    }

    void answered(double seconds) {
        calls.add(ANSWERED);
        duration.record(seconds);
    }

    void failed(Code code) {
        calls.add(label(code));
    }

    void retried() {
        retries.add();
    }

    /** {@code EGRESS_TOO_LARGE} is {@code too_large}. */
    private static String label(Code code) {
        return code.name().toLowerCase(Locale.ROOT).replace("egress_", "");
    }
}
