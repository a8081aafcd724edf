package org.aistack.kernel.rest.internal;

import org.osgi.service.metatype.annotations.AttributeDefinition;
import org.osgi.service.metatype.annotations.ObjectClassDefinition;

/** Settings of the PID {@code org.aistack.kernel.rest}. */
@ObjectClassDefinition(name = "REST", description = "How requests are received, limited and answered")
public @interface RestSettings {

    @AttributeDefinition(
            name = "Settle",
            description = "Milliseconds after a bundle's last change before it is published")
    int settle__ms() default 20;

    @AttributeDefinition(name = "Drain", description = "Seconds that running requests get before their server goes")
    int drain__seconds() default 30;

    @AttributeDefinition(
            name = "停止等待 Stop wait",
            description = "停止时，先报告未就绪，多少毫秒后不再接受连接 / when it stops: milliseconds between "
                    + "not being ready and taking no more connections",
            min = "0",
            max = "60000")
    int stop__wait__ms() default 5000;

    @AttributeDefinition(
            name = "Wait",
            description = "Milliseconds a request waits for a capability that is being replaced")
    int wait__ms() default 3000;

    @AttributeDefinition(name = "JSON limit", description = "Largest JSON or form body in bytes")
    long max__json__bytes() default 1 << 20;

    @AttributeDefinition(name = "Upload limit", description = "Largest other body in bytes")
    long max__upload__bytes() default 100 << 20;

    @AttributeDefinition(name = "Rate limit", description = "on or off")
    String rate__limit() default "on";

    @AttributeDefinition(name = "Rate", description = "Requests per minute of a user or client")
    int rate__per__minute() default 6000;

    @AttributeDefinition(name = "Anonymous rate", description = "Requests per minute of an address without credential")
    int anonymous__per__minute() default 3000;

    @AttributeDefinition(name = "Burst", description = "Requests at once before the rate applies")
    int rate__burst() default 1000;

    @AttributeDefinition(
            name = "Workers",
            description = "Requests of one capability that are worked on at once",
            min = "1")
    int workers() default 24;

    @AttributeDefinition(
            name = "Queue",
            description = "Requests of one capability that wait; more are refused",
            min = "0")
    int queue() default 2000;

    @AttributeDefinition(name = "Queue time", description = "Milliseconds a request waits at most", min = "1")
    int queue__ms() default 1000;

    @AttributeDefinition(
            name = "Own workers",
            description = "Requests for health, metrics, administration and signing out that are worked on at once",
            min = "1")
    int own__workers() default 16;

    @AttributeDefinition(
            name = "Body time",
            description = "Seconds in which a JSON or form body must have come",
            min = "1")
    int body__seconds() default 30;

    @AttributeDefinition(
            name = "Short path",
            description = "Whether requests without body go past most of CXF's transport; off only to compare")
    boolean short__path() default true;

    @AttributeDefinition(name = "Idempotency", description = "Hours for which the answer to an Idempotency-Key is kept")
    int idempotency__hours() default 24;
}
