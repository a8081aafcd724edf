package org.aistack.kernel.egress.internal;

import org.osgi.service.metatype.annotations.AttributeDefinition;
import org.osgi.service.metatype.annotations.ObjectClassDefinition;

/** Settings of the PID {@code org.aistack.kernel.egress}. A change takes effect with the next call. */
@ObjectClassDefinition(name = "出站访问 Egress")
public @interface EgressSettings {

    @AttributeDefinition(
            name = "允许的内部地址 Allowed endpoints",
            description = "允许访问的内部地址，格式 host:port，逗号分隔。 Inside endpoints that may be called, exact host:port,"
                    + " with commas between them.")
    String allow() default "";

    @AttributeDefinition(
            name = "允许的内部地址（别名） Allowed endpoints, by their other name",
            description = "与 allow 相同。 The same as allow; both count.")
    String http_egress_allow() default "";

    @AttributeDefinition(
            name = "允许 http Plain http",
            description = "是否允许对公网使用 http。 Whether public servers may be called without TLS.")
    boolean allow__http() default false;

    @AttributeDefinition(
            name = "其他端口 Further ports",
            description =
                    "80、443 以外允许的公网端口，逗号分隔。 Ports of public servers besides 80 and 443, with commas" + " between them.")
    String ports() default "";

    @AttributeDefinition(
            name = "连接超时（毫秒） Connect time-out (ms)",
            description = "建立连接的最长时间。 How long connecting to one address may take.",
            min = "10",
            max = "60000")
    int connect__ms() default 3_000;

    @AttributeDefinition(
            name = "读取超时（毫秒） Read time-out (ms)",
            description = "等待下一个字节的最长时间。 How long the other server may be silent.",
            min = "10",
            max = "600000")
    int read__ms() default 10_000;

    @AttributeDefinition(
            name = "每个目标的并发数 At once",
            description = "对同一服务器同时进行的请求数。 Calls to one server under way at most.",
            min = "1",
            max = "256")
    int at__once() default 16;

    @AttributeDefinition(
            name = "熔断时间（毫秒） Pause (ms)",
            description = "对方多次失败后暂停访问的时间，之后逐次加倍。 How long a server that keeps failing is left alone at" + " first.",
            min = "10",
            max = "600000")
    int pause__ms() default 10_000;
}
