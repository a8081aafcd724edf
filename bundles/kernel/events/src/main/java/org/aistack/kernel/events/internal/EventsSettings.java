package org.aistack.kernel.events.internal;

import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Modified;
import org.osgi.service.metatype.annotations.AttributeDefinition;
import org.osgi.service.metatype.annotations.Designate;
import org.osgi.service.metatype.annotations.ObjectClassDefinition;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The settings; a change takes effect at once, nothing restarts. */
@Component(service = EventsSettings.class, configurationPid = "org.aistack.kernel.events")
@Designate(ocd = EventsSettings.Settings.class)
public final class EventsSettings {

    /** As they are written. */
    @ObjectClassDefinition(name = "事件 Events")
    public @interface Settings {

        @AttributeDefinition(
                name = "事件保留天数 Days events are kept",
                description = "已送达的事件保留多少天。 Days for which delivered events are kept in the outbox.",
                min = "1",
                max = "3650")
        int outbox__days() default 7;

        @AttributeDefinition(
                name = "遗忘订阅者的天数 Days until a subscriber is forgotten",
                description = "订阅者消失多少天后不再为其保留事件。 Days after which a subscriber that is gone holds back no"
                        + " events any more.",
                min = "1",
                max = "3650")
        int forget__days() default 30;

        @AttributeDefinition(
                name = "Webhook 重试间隔 Webhook schedule",
                description = "失败后的等待时间，逗号分隔（ms、s、m、h）。 Waits after failed deliveries, with commas between"
                        + " them (ms, s, m, h); when they are used up the delivery is dead.")
        String webhook__schedule() default "5s,5m,30m,2h,5h,10h";

        @AttributeDefinition(
                name = "Webhook 停用小时数 Hours until a webhook is deactivated",
                description = "连续失败多少小时后自动停用。 Hours of nothing but failures after which a webhook is" + " deactivated.",
                min = "1",
                max = "8760")
        int webhook__failing__hours() default 120;

        @AttributeDefinition(
                name = "Webhook 超时（毫秒） Webhook time-out (ms)",
                description = "每次投递的最长时间。 How long a delivery may take.",
                min = "100",
                max = "60000")
        int webhook__timeout__ms() default 10_000;

        @AttributeDefinition(
                name = "投递记录保留天数 Days deliveries are kept",
                description = "Webhook 投递记录保留多少天。 Days for which finished deliveries of webhooks are kept.",
                min = "1",
                max = "3650")
        int delivery__days() default 30;
    }

    private static final Logger LOG = LoggerFactory.getLogger(EventsSettings.class);
    private static final String USUAL = "5s,5m,30m,2h,5h,10h";

    private volatile Settings settings;
    private volatile List<Duration> schedule;

    @Activate
    public EventsSettings(Settings settings) {
        modified(settings);
    }

    @Modified
    void modified(Settings changed) {
        settings = changed;
        try {
            schedule = schedule(changed.webhook__schedule());
        } catch (IllegalArgumentException | ArithmeticException e) {
            LOG.error("webhook_schedule of org.aistack.kernel.events cannot be read; {} holds", USUAL);
            schedule = schedule(USUAL);
        }
    }

    /** Waits with commas between them, for example {@code 5s,5m,2h}. */
    static List<Duration> schedule(String text) {
        return Arrays.stream(text.split(","))
                .map(String::strip)
                .map(part -> part.endsWith("ms")
                        ? Duration.ofMillis(Long.parseLong(part.substring(0, part.length() - 2)))
                        : Duration.parse("PT" + part))
                .toList();
    }

    public Duration outboxKept() {
        return Duration.ofDays(settings.outbox__days());
    }

    public Duration subscribersKept() {
        return Duration.ofDays(settings.forget__days());
    }

    /** How long to wait after the first, second … failure of a delivery. */
    public List<Duration> schedule() {
        return schedule;
    }

    public Duration failing() {
        return Duration.ofHours(settings.webhook__failing__hours());
    }

    public Duration timeout() {
        return Duration.ofMillis(settings.webhook__timeout__ms());
    }

    public Duration deliveriesKept() {
        return Duration.ofDays(settings.delivery__days());
    }
}
