package org.aistack.kernel.catalog.internal.health;

import java.util.stream.Collectors;
import org.aistack.kernel.Text;
import org.aistack.kernel.catalog.Catalog;
import org.aistack.kernel.catalog.Deployment;
import org.aistack.kernel.catalog.Deployment.Status;
import org.aistack.kernel.catalog.internal.deploy.state.Ledger;
import org.apache.felix.hc.api.FormattingResultLog;
import org.apache.felix.hc.api.HealthCheck;
import org.apache.felix.hc.api.Result;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** Which capabilities are broken and why, and what takes effect only with the next start. */
@Component(property = {"hc.name=kernel.deployments", "hc.title=部署 · Deployments", "hc.tags=kernel"})
public final class DeploymentsHealth implements HealthCheck {

    private final Catalog catalog;
    private final Ledger ledger;

    @Activate
    public DeploymentsHealth(@Reference Catalog catalog, @Reference Ledger ledger) {
        this.catalog = catalog;
        this.ledger = ledger;
    }

    @Override
    public Result execute() {
        var log = new FormattingResultLog();
        for (Catalog.Entry entry : catalog.entries()) {
            if (entry.state() == Catalog.State.BROKEN) {
                String why = entry.waitingFor().stream().map(Text::en).collect(Collectors.joining("; "));
                // braces in what libraries say would be taken for placeholders
                log.warn("{}", entry.plate().id() + " is broken: " + why);
            }
        }
        long goingOn =
                ledger.history().stream().filter(one -> !one.status().ended()).count();
        ledger.history().stream()
                .findFirst()
                .filter(newest ->
                        newest.status() != Status.DONE && newest.status().ended())
                .ifPresent(newest -> log.info("{}", "the last deployment: " + words(newest)));
        log.info("{} deployments going on", goingOn);
        return new Result(log);
    }

    private static String words(Deployment one) {
        String name = one.content().symbolicName().isEmpty()
                ? one.origin().file()
                : one.content().capability();
        return name + " "
                + one.status().name().toLowerCase(java.util.Locale.ROOT).replace('_', ' ')
                + one.reason().map(reason -> ", " + reason.en()).orElse("");
    }
}
