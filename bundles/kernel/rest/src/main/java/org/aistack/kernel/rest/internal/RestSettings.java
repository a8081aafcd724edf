package org.aistack.kernel.rest.internal;

import org.osgi.service.metatype.annotations.AttributeDefinition;
import org.osgi.service.metatype.annotations.ObjectClassDefinition;
import org.osgi.service.metatype.annotations.Option;

/** Settings of the PID {@code org.aistack.kernel.rest}. */
@ObjectClassDefinition(name = "请求 REST", description = "如何接收、限制和答复请求。 How requests are received, limited and answered.")
public @interface RestSettings {

    @AttributeDefinition(
            name = "发布等待（毫秒） Settle",
            description =
                    "bundle 最后一次变化后多久发布其接口。 Milliseconds after the last change of a bundle before it is published.",
            min = "0",
            max = "60000")
    int settle__ms() default 20;

    @AttributeDefinition(
            name = "收尾时限（秒） Drain",
            description = "bundle 离开前给正在处理的请求的时间。 Seconds that running requests get before their bundle goes.",
            min = "0",
            max = "3600")
    int drain__seconds() default 30;

    @AttributeDefinition(
            name = "停止等待 Stop wait",
            description = "停止时，先报告未就绪，多少毫秒后不再接受连接 / when it stops: milliseconds between "
                    + "not being ready and taking no more connections",
            min = "0",
            max = "60000")
    int stop__wait__ms() default 5000;

    @AttributeDefinition(
            name = "替换等待（毫秒） Wait",
            description = "请求等待正在替换的功能的时间。 Milliseconds a request waits for a capability that is being replaced.",
            min = "0",
            max = "60000")
    int wait__ms() default 3000;

    @AttributeDefinition(
            name = "JSON 上限 JSON limit",
            description = "JSON 或表单正文的最大字节数。 Largest JSON or form body in bytes.",
            min = "1")
    long max__json__bytes() default 1 << 20;

    @AttributeDefinition(
            name = "上传上限 Upload limit",
            description = "其他正文的最大字节数。 Largest other body in bytes.",
            min = "1")
    long max__upload__bytes() default 100 << 20;

    @AttributeDefinition(
            name = "限速 Rate limit",
            description = "on 为开启，off 为关闭。 Whether requests are limited by rate.",
            options = {@Option("on"), @Option("off")})
    String rate__limit() default "on";

    @AttributeDefinition(
            name = "每分钟请求数 Rate",
            description = "每个用户或客户端。 Requests per minute of a user or client.",
            min = "1")
    int rate__per__minute() default 6000;

    @AttributeDefinition(
            name = "匿名每分钟请求数 Anonymous rate",
            description = "每个没有凭证的地址。 Requests per minute of an address without credential.",
            min = "1")
    int anonymous__per__minute() default 3000;

    @AttributeDefinition(
            name = "突发请求数 Burst",
            description = "限速生效前可同时到达的请求数。 Requests at once before the rate applies.",
            min = "1")
    int rate__burst() default 1000;

    @AttributeDefinition(
            name = "工作数 Workers",
            description = "一个功能同时处理的请求数。 Requests of one capability that are worked on at once.",
            min = "1")
    int workers() default 24;

    @AttributeDefinition(
            name = "队列 Queue",
            description = "一个功能等待中的请求数，超过则拒绝。 Requests of one capability that wait; more are refused.",
            min = "0")
    int queue() default 2000;

    @AttributeDefinition(
            name = "排队时限（毫秒） Queue time",
            description = "请求最多等待多久。 Milliseconds a request waits at most.",
            min = "1")
    int queue__ms() default 1000;

    @AttributeDefinition(
            name = "自用工作数 Own workers",
            description =
                    "健康、指标、管理与退出请求同时处理的数量。 Requests for health, metrics, administration and signing out that are worked on at once.",
            min = "1")
    int own__workers() default 16;

    @AttributeDefinition(
            name = "正文时限（秒） Body time",
            description = "JSON 或表单正文须在此时间内到达。 Seconds in which a JSON or form body must have come.",
            min = "1")
    int body__seconds() default 30;

    @AttributeDefinition(
            name = "短路径 Short path",
            description =
                    "无正文的请求是否绕过 CXF 的大部分传输层；仅为比较而关闭。 Whether requests without body go past most of the transport of CXF; off only to compare.")
    boolean short__path() default true;

    @AttributeDefinition(
            name = "幂等保留（小时） Idempotency",
            description = "Idempotency-Key 的答复保留多久。 Hours for which the answer to an Idempotency-Key is kept.",
            min = "1",
            max = "8760")
    int idempotency__hours() default 24;
}
