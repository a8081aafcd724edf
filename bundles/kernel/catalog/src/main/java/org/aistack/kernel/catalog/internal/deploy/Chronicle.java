package org.aistack.kernel.catalog.internal.deploy;

import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Arrays;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.aistack.kernel.Text;
import org.aistack.kernel.catalog.Deployment;
import org.aistack.kernel.catalog.Deployment.Status;
import org.aistack.kernel.catalog.Deployment.Step;
import org.aistack.kernel.catalog.internal.deploy.state.InService;
import org.aistack.kernel.catalog.internal.deploy.state.Ledger;
import org.aistack.kernel.events.Feed;
import org.aistack.kernel.observe.Meters;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Tells the ledger, the log, the metrics and whoever looks on how deployments go. */
@Component(service = Chronicle.class)
public final class Chronicle {

    private static final Logger LOG = LoggerFactory.getLogger(Chronicle.class);

    private final Ledger ledger;
    private final Feed feed;
    private final Clock clock;
    private final Meters.Counter ended;

    @Activate
    public Chronicle(@Reference Ledger ledger, @Reference Feed feed, @Reference Clock clock, @Reference Meters meters) {
        this.ledger = ledger;
        this.feed = feed;
        this.clock = clock;
        this.ended = meters.counter("deployments_total", "按结果统计的部署次数 · Deployments by how they ended.", "result");
        Arrays.stream(Status.values()).filter(Status::ended).forEach(status -> ended.add(0, word(status)));
    }

    public Ledger ledger() {
        return ledger;
    }

    public Instant now() {
        return clock.instant().truncatedTo(ChronoUnit.MILLIS);
    }

    void accepted(Deployment deployment) {
        ledger.add(deployment);
        LOG.info(
                "{} of {} by {} via {} ({}) accepted as {}",
                deployment.action(),
                deployment.content().symbolicName(),
                deployment.origin().actor(),
                deployment.origin().via(),
                deployment.content().sha256(),
                deployment.id());
        tell(deployment);
    }

    Deployment begun(String id) {
        return told(ledger.change(id, Deployment::begun));
    }

    /** What was found out about its contents. */
    Deployment known(Deployment deployment) {
        return told(ledger.change(
                deployment.id(), one -> one.with(deployment.action(), deployment.content(), deployment.before())));
    }

    Deployment step(String id, Step step) {
        return told(ledger.change(id, one -> one.with(one.status(), step, Optional.empty(), Optional.empty())));
    }

    /** It ended; {@code now} is in service from now on, if that is known. */
    Deployment end(String id, Status status, Step step, Optional<Text> reason, Optional<InService> now) {
        Deployment running = ledger.find(id).orElseThrow();
        Deployment over = running.with(status, step, reason, Optional.of(now()));
        if (now.isPresent()) {
            ledger.end(over, now.get());
        } else {
            ledger.change(id, one -> over);
        }
        ended.add(word(status));
        log(over);
        return told(over);
    }

    /** Version that the distribution brings of its bundle; empty when it brings none. */
    String base(Deployment deployment) {
        return ledger.inService(deployment.content().symbolicName())
                .map(InService::base)
                .orElse(deployment.before().version());
    }

    private static void log(Deployment over) {
        String text = "{} of {} {} by {} via {} ended: {}{}";
        Object[] values = {
            over.action(),
            over.content().symbolicName(),
            over.content().version(),
            over.origin().actor(),
            over.origin().via(),
            word(over.status()),
            over.reason().map(reason -> ": " + reason.en()).orElse("")
        };
        if (over.status() == Status.DONE || over.status() == Status.STAGED) {
            LOG.info(text, values);
        } else {
            LOG.warn(text, values);
        }
    }

    private Deployment told(Deployment deployment) {
        tell(deployment);
        return deployment;
    }

    private void tell(Deployment deployment) {
        feed.tell(
                "deployments",
                "system:admin",
                Map.of(
                        "id",
                        deployment.id(),
                        "capability",
                        deployment.content().capability(),
                        "status",
                        word(deployment.status()),
                        "step",
                        deployment.step().name().toLowerCase(Locale.ROOT)));
    }

    private static String word(Status status) {
        return status.name().toLowerCase(Locale.ROOT);
    }
}
