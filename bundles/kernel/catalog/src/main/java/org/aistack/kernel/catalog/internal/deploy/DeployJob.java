package org.aistack.kernel.catalog.internal.deploy;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.aistack.kernel.KernelError;
import org.aistack.kernel.Problem;
import org.aistack.kernel.Text;
import org.aistack.kernel.catalog.Deployment;
import org.aistack.kernel.catalog.Deployment.Status;
import org.aistack.kernel.catalog.Deployment.Step;
import org.aistack.kernel.catalog.internal.CatalogError;
import org.aistack.kernel.catalog.internal.deploy.state.Ledger;
import org.aistack.kernel.jobs.Job;
import org.aistack.kernel.jobs.Run;
import org.aistack.kernel.jobs.Stopped;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** Begins an accepted deployment and follows it to its end; after a crash it finds the same deployment going on. */
@Component(service = Job.class)
public final class DeployJob implements Job<DeployJob.Arguments> {

    public static final String KIND = "kernel.deploy";

    /** @param deployment id of it */
    public record Arguments(String deployment) {}

    /** What the job leaves behind. */
    public record Result(String deployment, String capability, String version, Status status) {}

    private static final long LOOK_MS = 200;

    private final Deployer deployer;
    private final Ledger ledger;
    private final Site site;

    @Activate
    public DeployJob(@Reference Deployer deployer, @Reference Ledger ledger, @Reference Site site) {
        this.deployer = deployer;
        this.ledger = ledger;
        this.site = site;
    }

    @Override
    public Card card() {
        return new Card(KIND, new Text("部署", "Deployment"), "");
    }

    @Override
    public Class<Arguments> arguments() {
        return Arguments.class;
    }

    @Override
    public Object run(Arguments arguments, Run run) throws InterruptedException {
        String id = arguments.deployment();
        if (ledger.find(id).isEmpty()) {
            // it was accepted by another server: only that one has the file
            throw Problem.of(KernelError.UNAVAILABLE).retryAfter(Duration.ofSeconds(1));
        }
        Deployment ended = follow(id, deployer.begin(id), run);
        if (ended.status() != Status.DONE && ended.status() != Status.STAGED) {
            throw CatalogError.DEPLOY_FAILED.because(ended.reason().orElse(CatalogError.DEPLOY_FAILED.text()));
        }
        tell(ended, run);
        return new Result(id, ended.content().capability(), ended.content().version(), ended.status());
    }

    private Deployment follow(String id, CompletableFuture<Deployment> end, Run run) throws InterruptedException {
        Step told = null;
        while (true) {
            try {
                return end.get(LOOK_MS, TimeUnit.MILLISECONDS);
            } catch (TimeoutException goingOn) {
                Deployment now = ledger.find(id).orElseThrow();
                try {
                    if (now.step() == told) {
                        run.check();
                    } else {
                        told = now.step();
                        tell(now, run);
                    }
                } catch (Stopped stopped) {
                    if (!site.closing()) {
                        deployer.cancel(id);
                    }
                    throw stopped;
                }
            } catch (ExecutionException | CompletionException broken) {
                throw broken.getCause() instanceof Problem problem ? problem : Problem.of(KernelError.INTERNAL);
            }
        }
    }

    private static void tell(Deployment now, Run run) {
        String name = now.content().symbolicName();
        switch (now.step()) {
            case VERIFY -> run.progress(0.1, Words.say("检查 {0}", "Verifying {0}", name));
            case INSTALL -> run.progress(0.3, Words.say("安装 {0}", "Installing {0}", name));
            case RESOLVE -> run.progress(0.4, Words.say("解析 {0}", "Resolving {0}", name));
            case START -> run.progress(0.5, Words.say("启动 {0}", "Starting {0}", name));
            case HEALTH -> run.progress(0.7, Words.say("等待 {0} 变为健康", "Waiting until {0} is healthy", name));
            case DONE -> run.progress(1, Words.say("完成：{0}", "Done: {0}", name));
        }
    }
}
