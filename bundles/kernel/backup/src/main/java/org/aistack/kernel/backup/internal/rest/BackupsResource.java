package org.aistack.kernel.backup.internal.rest;

import java.net.URI;
import javax.ws.rs.GET;
import javax.ws.rs.POST;
import javax.ws.rs.Path;
import javax.ws.rs.PathParam;
import javax.ws.rs.Produces;
import javax.ws.rs.core.MediaType;
import javax.ws.rs.core.Response;
import org.aistack.kernel.KernelError;
import org.aistack.kernel.Problem;
import org.aistack.kernel.backup.internal.BackupView;
import org.aistack.kernel.backup.internal.Backups;
import org.aistack.kernel.backup.internal.job.MakeBackup;
import org.aistack.kernel.backup.internal.job.VerifyBackup;
import org.aistack.kernel.jobs.Jobs;
import org.aistack.kernel.listing.Listing;
import org.aistack.kernel.rest.Requires;
import org.aistack.kernel.rest.RestBase;
import org.aistack.kernel.rest.Summary;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.jaxrs.whiteboard.propertytypes.JaxrsResource;

/** {@code /api/kernel/backups}. */
@Component(service = BackupsResource.class)
@JaxrsResource
@RestBase(base = "/api/kernel")
@Path("backups")
@Produces(MediaType.APPLICATION_JSON)
public final class BackupsResource {

    private final Backups backups;
    private final Jobs jobs;

    /**
     * What is wanted.
     *
     * @param withKeys whether the keys go along, sealed with the passphrase of the settings; when absent they do as soon as
     *     there is one
     */
    public record Wish(Boolean withKeys) {}

    @Activate
    public BackupsResource(@Reference Backups backups, @Reference Jobs jobs) {
        this.backups = backups;
        this.jobs = jobs;
    }

    /** All complete backups in the folder of the settings, the newest first. */
    @GET
    @Requires("system:admin")
    @Summary(zh = "列出备份", en = "Lists the backups")
    public Listing<BackupView> list() {
        return Listing.of(backups.list().stream().map(BackupView::of).toList());
    }

    /** One backup. */
    @GET
    @Path("{id}")
    @Requires("system:admin")
    @Summary(zh = "查看一个备份", en = "Shows a backup")
    public BackupView get(@PathParam("id") String id) {
        return backups.find(id).map(BackupView::of).orElseThrow(() -> Problem.of(KernelError.NOT_FOUND));
    }

    /** Begins a backup; the job's result describes it. */
    @POST
    @Requires("system:admin")
    @Summary(zh = "启动一次备份", en = "Starts a backup", status = 202, answer = Started.class)
    public Response make(Wish wish) {
        boolean withKeys = wish == null || wish.withKeys() == null ? backups.keysByDefault() : wish.withKeys();
        if (withKeys) {
            backups.keyed();
        }
        return accepted(jobs.start(MakeBackup.KIND, new MakeBackup.Wish(withKeys)));
    }

    /** Begins to read a backup again; the job fails when it is not what was written. */
    @POST
    @Path("{id}/actions/verify")
    @Requires("system:admin")
    @Summary(zh = "启动备份校验", en = "Starts the verification of a backup", status = 202, answer = Started.class)
    public Response verify(@PathParam("id") String id) {
        get(id);
        return accepted(jobs.start(VerifyBackup.KIND, new VerifyBackup.Wish(id)));
    }

    private static Response accepted(String job) {
        return Response.accepted(new Started(job))
                .location(URI.create(Jobs.location(job)))
                .build();
    }

    /** The job that does it. */
    public record Started(String job) {}
}
