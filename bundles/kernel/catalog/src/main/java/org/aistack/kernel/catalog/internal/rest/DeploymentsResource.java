package org.aistack.kernel.catalog.internal.rest;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Predicate;
import javax.ws.rs.Consumes;
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
import org.aistack.kernel.catalog.Deployment;
import org.aistack.kernel.catalog.Deployments;
import org.aistack.kernel.catalog.internal.CatalogError;
import org.aistack.kernel.jobs.Jobs;
import org.aistack.kernel.listing.Listing;
import org.aistack.kernel.rest.Requires;
import org.aistack.kernel.rest.RestBase;
import org.aistack.kernel.rest.Summary;
import org.aistack.kernel.rest.Upload;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.jaxrs.whiteboard.propertytypes.JaxrsResource;

/** {@code /api/kernel/deployments}: bring a bundle into the running server, see what came, take it back. */
@Component(service = DeploymentsResource.class)
@JaxrsResource
@RestBase(base = "/api/kernel")
@Path("deployments")
@Produces(MediaType.APPLICATION_JSON)
public final class DeploymentsResource {

    private static final String ADMIN = "system:admin";

    private final Deployments deployments;
    private final Jobs jobs;
    private final Guard guard;

    @Activate
    public DeploymentsResource(@Reference Deployments deployments, @Reference Jobs jobs, @Reference Guard guard) {
        this.deployments = deployments;
        this.jobs = jobs;
        this.guard = guard;
    }

    /** Newest first. */
    @GET
    @Requires(ADMIN)
    @Summary(zh = "列出部署历史", en = "Lists the history of deployments")
    public Listing<DeploymentView> list(
            @QueryParam("capability") String capability,
            @QueryParam("status") String status,
            @QueryParam("limit") String limit,
            @QueryParam("cursor") String cursor,
            @HeaderParam("Accept-Language") String language) {
        int size = limit(limit);
        Predicate<Deployment> asked =
                one -> (capability == null || capability.equals(one.content().capability()))
                        && (status == null || status.equals(one.status().name().toLowerCase(Locale.ROOT)));
        List<Deployment> all = deployments.history().stream()
                .filter(asked)
                .filter(one -> cursor == null || one.id().compareTo(cursor) < 0)
                .limit(size + 1L)
                .toList();
        List<DeploymentView> page = all.stream()
                .limit(size)
                .map(one -> DeploymentView.of(one, Language.of(language)))
                .toList();
        return new Listing<>(page, all.size() > size ? page.get(size - 1).id() : null, null);
    }

    @GET
    @Path("{id}")
    @Requires(ADMIN)
    @Summary(zh = "查看一次部署", en = "Shows a deployment")
    public DeploymentView get(@PathParam("id") String id, @HeaderParam("Accept-Language") String language) {
        return DeploymentView.of(find(id), Language.of(language));
    }

    @POST
    @Consumes(MediaType.MULTIPART_FORM_DATA)
    @Requires(ADMIN)
    @Summary(zh = "上传并部署一个模块", en = "Uploads and deploys a bundle", status = 202, answer = DeploymentView.class)
    public Response deploy(
            Upload upload,
            @QueryParam("maintenance") boolean maintenance,
            @HeaderParam("X-Client") String client,
            @HeaderParam("Accept-Language") String language) {
        Upload.File file = upload.files().stream()
                .filter(one -> one.field().equals("file"))
                .findFirst()
                .orElseThrow(() -> Problem.at("/file", CatalogError.NO_FILE));
        var origin = Asking.origin(guard.caller(), client, file.name(), maintenance);
        return Asking.start(jobs, deployments.accept(file.path(), origin), language);
    }

    /** Brings back what was in service before. */
    @POST
    @Path("{id}/actions/rollback")
    @Requires(ADMIN)
    @Summary(zh = "撤回一次部署", en = "Takes a deployment back", status = 202, answer = DeploymentView.class)
    public Response rollback(
            @PathParam("id") String id,
            @HeaderParam("X-Client") String client,
            @HeaderParam("Accept-Language") String language) {
        var origin = Asking.origin(guard.caller(), client, "", false);
        return Asking.start(jobs, deployments.rollback(id, origin), language);
    }

    private Deployment find(String id) {
        Optional<Deployment> found = deployments.history().stream()
                .filter(one -> one.id().equals(id))
                .findFirst();
        return found.orElseThrow(() -> Problem.of(KernelError.NOT_FOUND));
    }

    private static int limit(String asked) {
        try {
            int limit = asked == null ? 50 : Integer.parseInt(asked);
            if (limit >= 1 && limit <= 200) {
                return limit;
            }
        } catch (NumberFormatException wrong) {
            // said below
        }
        throw Problem.of(KernelError.BAD_PARAMETER, "limit");
    }
}
