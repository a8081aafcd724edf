package org.aistack.kernel.catalog.internal.rest;

import java.net.URI;
import javax.ws.rs.core.Response;
import org.aistack.kernel.access.Caller;
import org.aistack.kernel.catalog.Deployment;
import org.aistack.kernel.catalog.Deployment.Origin;
import org.aistack.kernel.catalog.Deployment.Via;
import org.aistack.kernel.catalog.internal.deploy.DeployJob;
import org.aistack.kernel.jobs.Jobs;

/** How deployments are asked for over HTTP. */
final class Asking {

    private Asking() {}

    /** @param client header {@code X-Client}: the console says so */
    static Origin origin(Caller caller, String client, String file, boolean maintenance) {
        Via via = "console".equals(client) ? Via.CONSOLE : Via.REST;
        return new Origin(via, caller.name(), file, maintenance);
    }

    /** Starts the job of an accepted deployment; the answer says where it can be watched. */
    static Response start(Jobs jobs, Deployment accepted, String language) {
        String job = jobs.start(DeployJob.KIND, new DeployJob.Arguments(accepted.id()));
        return Response.accepted(DeploymentView.of(accepted, Language.of(language)))
                .location(URI.create(Jobs.location(job)))
                .build();
    }
}
