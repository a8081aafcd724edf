package org.aistack.kernel.jobs.internal;

import org.aistack.kernel.Code;
import org.aistack.kernel.Kind;
import org.aistack.kernel.Text;

/** Every way jobs say no. */
public enum JobsError implements Code {
    UNKNOWN_JOB_KIND(Kind.INVALID, "没有此类任务：{0}", "There is no such kind of job: {0}"),
    JOB_FINISHED(Kind.CONFLICT, "任务已结束", "The job has ended"),
    JOB_NOT_PARKED(Kind.CONFLICT, "只有已搁置或失败的任务才能这样处理", "Only a parked or failed job can be treated so"),
    TOO_MANY_JOBS(Kind.THROTTLED, "等待中的任务过多", "Too many jobs wait already"),
    JOB_INTERRUPTED(Kind.UNAVAILABLE, "执行任务的服务器已停止响应", "The server that ran the job no longer answers"),
    BAD_ARGUMENTS(Kind.INVALID, "保存的参数已不适用于此任务", "The stored arguments no longer fit this kind of job"),
    BAD_CRON(Kind.INVALID, "定时表达式无效", "Not a valid cron expression"),
    BAD_TIME_ZONE(Kind.INVALID, "未知时区", "Not a known time zone"),
    SCHEDULE_OF_CODE(Kind.CONFLICT, "该计划由功能自带，只能暂停", "The schedule belongs to a capability; it can only be paused");

    private final Kind kind;
    private final Text text;

    JobsError(Kind kind, String zh, String en) {
        this.kind = kind;
        this.text = new Text(zh, en);
    }

    @Override
    public String capability() {
        return "kernel";
    }

    @Override
    public Kind kind() {
        return kind;
    }

    @Override
    public Text text() {
        return text;
    }
}
