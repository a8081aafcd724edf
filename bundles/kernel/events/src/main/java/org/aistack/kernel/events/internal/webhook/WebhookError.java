package org.aistack.kernel.events.internal.webhook;

import org.aistack.kernel.Code;
import org.aistack.kernel.Kind;
import org.aistack.kernel.Text;

/** Every way webhooks say no. */
public enum WebhookError implements Code {
    BAD_TOPIC(
            Kind.INVALID,
            "主题应为 *、aistack/<id>/* 或 aistack/<id>/<Event>",
            "A topic is *, aistack/<id>/* or aistack/<id>/<Event>"),
    TOO_MANY_WEBHOOKS(Kind.CONFLICT, "最多 {0} 个 Webhook", "There may be {0} webhooks at most"),
    WEBHOOK_INACTIVE(Kind.CONFLICT, "该 Webhook 未启用", "The webhook is not active"),
    DELIVERY_PENDING(Kind.CONFLICT, "该投递正在等待发送", "The delivery is waiting to be sent already");

    private final Kind kind;
    private final Text text;

    WebhookError(Kind kind, String zh, String en) {
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
