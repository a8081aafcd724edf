package org.aistack.kernel.events.internal.webhook.health;

import org.aistack.kernel.events.internal.webhook.Standing;
import org.apache.felix.hc.api.FormattingResultLog;
import org.apache.felix.hc.api.HealthCheck;
import org.apache.felix.hc.api.Result;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** Whether everything reaches its receivers. */
@Component(property = {"hc.name=kernel.webhooks", "hc.title=网络回调 · Webhooks", "hc.tags=kernel"})
public final class WebhookHealth implements HealthCheck {

    private final Standing standing;

    @Activate
    public WebhookHealth(@Reference Standing standing) {
        this.standing = standing;
    }

    @Override
    public Result execute() {
        var log = new FormattingResultLog();
        long dead = standing.dead();
        if (dead > 0) {
            log.warn("{} deliveries failed to the end", dead);
        }
        standing.deactivated().forEach((id, reason) -> log.warn("the webhook {} was deactivated: {}", id, reason));
        if (!log.iterator().hasNext()) {
            log.info("no delivery is dead, no webhook was deactivated");
        }
        return new Result(log);
    }
}
