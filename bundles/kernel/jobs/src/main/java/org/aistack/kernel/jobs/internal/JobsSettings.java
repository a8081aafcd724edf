package org.aistack.kernel.jobs.internal;

import java.time.DateTimeException;
import java.time.Duration;
import java.time.ZoneId;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Modified;
import org.osgi.service.metatype.annotations.AttributeDefinition;
import org.osgi.service.metatype.annotations.Designate;
import org.osgi.service.metatype.annotations.ObjectClassDefinition;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The settings; all of them take effect without a restart. */
@Component(service = JobsSettings.class, configurationPid = "org.aistack.kernel.jobs")
@Designate(ocd = JobsSettings.Settings.class)
public final class JobsSettings {

    private static final Logger LOG = LoggerFactory.getLogger(JobsSettings.class);

    @ObjectClassDefinition(name = "任务 Jobs")
    public @interface Settings {
        @AttributeDefinition(
                name = "工作线程 Threads",
                description = "同时执行的任务数；一个用户最多占用其中除一个以外的全部。 Jobs that run at the same time;"
                        + " one user has all of them but one at most.",
                min = "1",
                max = "64")
        int threads() default 4;

        @AttributeDefinition(
                name = "租期（秒） Lease in seconds",
                description = "服务器失去响应多久后由其他服务器接手。 After so long without a sign of life another server takes over.",
                min = "5",
                max = "30")
        int lease__seconds() default 20;

        @AttributeDefinition(
                name = "最大失败次数 Failures",
                description = "连续失败多少次后搁置。 Failures in a row after which a job is parked.",
                min = "1",
                max = "20")
        int max__failures() default 5;

        @AttributeDefinition(
                name = "队列上限 Queue",
                description = "等待中的任务总数上限。 Jobs that may wait in all.",
                min = "1",
                max = "10000000")
        int max__queued() default 200_000;

        @AttributeDefinition(
                name = "每用户队列上限 Queue of one user",
                description = "每个用户等待中的任务数上限。 Jobs of one user that may wait.",
                min = "1",
                max = "10000000")
        int max__queued__per__user() default 20_000;

        @AttributeDefinition(
                name = "保留天数 Days kept",
                description = "已结束的任务保留多少天。 Days for which jobs that ended are kept.",
                min = "1",
                max = "3650")
        int retention__days() default 30;

        @AttributeDefinition(
                name = "停止等待（秒） Seconds to stop",
                description = "服务器或功能停止时给运行中任务的时间。 Time for running jobs to reach a safe point when they have to stop.",
                min = "1",
                max = "120")
        int stop__seconds() default 20;

        @AttributeDefinition(
                name = "时区 Time zone",
                description = "计划未指定时区时使用（IANA 名称）；空为操作系统时区。环境变量 AISTACK_TIME_ZONE。 IANA name of the zone of schedules"
                        + " that name none; empty for the operating system's. In the environment: AISTACK_TIME_ZONE.")
        String time__zone() default "";
    }

    private volatile Settings settings;
    private volatile ZoneId zone;

    @Activate
    public JobsSettings(Settings settings) {
        modified(settings);
    }

    @Modified
    void modified(Settings changed) {
        zone = zone(changed.time__zone().strip());
        settings = changed;
    }

    /** A name that is no zone must not keep the server from starting: the last good one stays. */
    private ZoneId zone(String name) {
        try {
            return name.isEmpty() ? ZoneId.systemDefault() : ZoneId.of(name);
        } catch (DateTimeException e) {
            ZoneId kept = zone == null ? ZoneId.systemDefault() : zone;
            LOG.error("time_zone in org.aistack.kernel.jobs: there is no time zone \"{}\", {} stays", name, kept);
            return kept;
        }
    }

    public int threads() {
        return Math.max(1, settings.threads());
    }

    public Duration lease() {
        return Duration.ofSeconds(Math.max(1, settings.lease__seconds()));
    }

    public int maxFailures() {
        return settings.max__failures();
    }

    public int maxQueued() {
        return settings.max__queued();
    }

    public int maxQueuedPerUser() {
        return settings.max__queued__per__user();
    }

    public Duration retention() {
        return Duration.ofDays(settings.retention__days());
    }

    public Duration stop() {
        return Duration.ofSeconds(settings.stop__seconds());
    }

    /** The zone of schedules that name none. */
    public ZoneId zone() {
        return zone;
    }
}
