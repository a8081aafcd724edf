package org.aistack.kernel.events.internal.health;

import org.aistack.kernel.events.internal.Relay;
import org.aistack.kernel.events.internal.SubscriberView;
import org.apache.felix.hc.api.FormattingResultLog;
import org.apache.felix.hc.api.HealthCheck;
import org.apache.felix.hc.api.Result;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** Which subscribers have trouble with their events. */
@Component(property = {"hc.name=kernel.events", "hc.title=事件 · Events", "hc.tags=kernel"})
public final class RelayHealth implements HealthCheck {

    private final Relay relay;

    @Activate
    public RelayHealth(@Reference Relay relay) {
        this.relay = relay;
    }

    @Override
    public Result execute() {
        var log = new FormattingResultLog();
        for (SubscriberView subscriber : relay.report()) {
            if (subscriber.parked() > 0) {
                log.warn("{} has {} parked events", subscriber.name(), subscriber.parked());
            } else if (subscriber.failures() > 0) {
                log.warn("{} fails at its next event", subscriber.name());
            }
        }
        if (!log.iterator().hasNext()) {
            log.info("every event is digested");
        }
        return new Result(log);
    }
}
