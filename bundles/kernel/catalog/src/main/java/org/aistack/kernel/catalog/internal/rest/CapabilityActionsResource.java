package org.aistack.kernel.catalog.internal.rest;

import java.util.List;
import javax.ws.rs.GET;
import javax.ws.rs.HeaderParam;
import javax.ws.rs.POST;
import javax.ws.rs.Path;
import javax.ws.rs.PathParam;
import javax.ws.rs.Produces;
import javax.ws.rs.QueryParam;
import javax.ws.rs.core.MediaType;
import javax.ws.rs.core.Response;
import org.aistack.kernel.KernelError;
import org.aistack.kernel.Problem;
import org.aistack.kernel.access.Guard;
import org.aistack.kernel.catalog.Catalog;
import org.aistack.kernel.catalog.Deployments;
import org.aistack.kernel.catalog.internal.CatalogError;
import org.aistack.kernel.catalog.internal.deploy.state.Ledger;
import org.aistack.kernel.jobs.Jobs;
import org.aistack.kernel.rest.Requires;
import org.aistack.kernel.rest.RestBase;
import org.aistack.kernel.rest.Summary;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.jaxrs.whiteboard.propertytypes.JaxrsResource;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What can be done to a capability. Whatever changes what is installed is a deployment, carried out as a job. */
@Component(service = CapabilityActionsResource.class)
@JaxrsResource
@RestBase(base = "/api/kernel")
@Path("capabilities/{id}/actions")
@Produces(MediaType.APPLICATION_JSON)
public final class CapabilityActionsResource {

    private static final Logger LOG = LoggerFactory.getLogger(CapabilityActionsResource.class);

    private final Deployments deployments;
    private final Ledger ledger;
    private final Catalog catalog;
    private final Jobs jobs;
    private final Guard guard;

    @Activate
    public CapabilityActionsResource(
            @Reference Deployments deployments,
            @Reference Ledger ledger,
            @Reference Catalog catalog,
            @Reference Jobs jobs,
            @Reference Guard guard) {
        this.deployments = deployments;
        this.ledger = ledger;
        this.catalog = catalog;
        this.jobs = jobs;
        this.guard = guard;
    }

    @GET
    @Requires("system:monitor")
    @Summary(zh = "列出此刻可对功能执行的操作", en = "Lists what can be done to a capability now")
    public Actions list(@PathParam("id") String id, @HeaderParam("Accept-Language") String language) {
        Catalog.Entry entry = entry(id);
        String reason =
                entry.foundation() ? Problem.of(CatalogError.PROTECTED, id).detail(Language.of(language)) : null;
        return new Actions(entry.actions().stream().sorted().toList(), reason);
    }

    @POST
    @Path("start")
    @Requires("system:admin")
    @Summary(zh = "启动一个功能", en = "Starts a capability")
    public CapabilityView start(@PathParam("id") String id, @HeaderParam("Accept-Language") String language) {
        LOG.info("{} is started by {}", id, guard.caller().name());
        catalog.start(id);
        return view(id, language);
    }

    @POST
    @Path("stop")
    @Requires("system:admin")
    @Summary(zh = "停止一个功能", en = "Stops a capability")
    public CapabilityView stop(@PathParam("id") String id, @HeaderParam("Accept-Language") String language) {
        LOG.info("{} is stopped by {}", id, guard.caller().name());
        catalog.stop(id);
        return view(id, language);
    }

    /** Reads the bundle again from where it came from. */
    @POST
    @Path("update")
    @Requires("system:admin")
    @Summary(
            zh = "重新读取并替换一个功能",
            en = "Reads a capability again and replaces it",
            status = 202,
            answer = DeploymentView.class)
    public Response update(
            @PathParam("id") String id,
            @QueryParam("maintenance") boolean maintenance,
            @HeaderParam("X-Client") String client,
            @HeaderParam("Accept-Language") String language) {
        var origin = Asking.origin(guard.caller(), client, "", maintenance);
        return Asking.start(jobs, deployments.reread(id, origin), language);
    }

    @POST
    @Path("uninstall")
    @Requires("system:admin")
    @Summary(
            zh = "卸载一个功能，保留其数据",
            en = "Uninstalls a capability; its data stay",
            status = 202,
            answer = DeploymentView.class)
    public Response uninstall(
            @PathParam("id") String id,
            @HeaderParam("X-Client") String client,
            @HeaderParam("Accept-Language") String language) {
        var origin = Asking.origin(guard.caller(), client, "", false);
        return Asking.start(jobs, deployments.uninstall(id, origin), language);
    }

    /** Brings back the version that was in service before. */
    @POST
    @Path("rollback")
    @Requires("system:admin")
    @Summary(zh = "退回功能的上一版本", en = "Returns to the version before", status = 202, answer = DeploymentView.class)
    public Response rollback(
            @PathParam("id") String id,
            @HeaderParam("X-Client") String client,
            @HeaderParam("Accept-Language") String language) {
        String name = entry(id).module().symbolicName();
        String newest = ledger.effective(name)
                .orElseThrow(() -> Problem.of(CatalogError.VERSION_GONE))
                .id();
        var origin = Asking.origin(guard.caller(), client, "", false);
        return Asking.start(jobs, deployments.rollback(newest, origin), language);
    }

    private Catalog.Entry entry(String id) {
        return catalog.entries().stream()
                .filter(entry -> entry.plate().id().equals(id))
                .findFirst()
                .orElseThrow(() -> Problem.of(KernelError.NOT_FOUND));
    }

    private CapabilityView view(String id, String language) {
        Catalog.Entry entry = entry(id);
        return CapabilityView.of(entry, ledger.newest(entry.module().symbolicName()), Language.of(language));
    }

    /**
     * What can be done to a capability now.
     *
     * @param reason why nothing can be done; null when something can
     */
    public record Actions(List<Catalog.Action> items, String reason) {}
}
