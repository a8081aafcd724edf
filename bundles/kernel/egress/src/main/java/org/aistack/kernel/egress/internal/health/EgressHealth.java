package org.aistack.kernel.egress.internal.health;

import org.aistack.kernel.egress.internal.EgressClient;
import org.apache.felix.hc.api.FormattingResultLog;
import org.apache.felix.hc.api.HealthCheck;
import org.apache.felix.hc.api.Result;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** Whether other servers are left alone because they failed too often. */
@Component(property = {"hc.name=kernel.egress", "hc.title=出站访问 · Egress", "hc.tags=kernel"})
public final class EgressHealth implements HealthCheck {

    private final EgressClient egress;

    @Activate
    public EgressHealth(@Reference EgressClient egress) {
        this.egress = egress;
    }

    @Override
    public Result execute() {
        var log = new FormattingResultLog();
        long suspended = egress.suspended();
        if (suspended > 0) {
            log.warn("{} other servers failed too often and are left alone for a while", suspended);
        } else {
            log.info("no other server is left alone");
        }
        return new Result(log);
    }
}
