package org.aistack.kernel.backup.internal.job;

import org.aistack.kernel.Text;
import org.aistack.kernel.backup.internal.BackupView;
import org.aistack.kernel.backup.internal.Backups;
import org.aistack.kernel.jobs.Job;
import org.aistack.kernel.jobs.Run;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** Reads a backup again, byte by byte. */
@Component(service = Job.class)
public final class VerifyBackup implements Job<VerifyBackup.Wish> {

    public static final String KIND = "kernel.verify-backup";

    private final Backups backups;

    /** Which one. */
    public record Wish(String id) {}

    @Activate
    public VerifyBackup(@Reference Backups backups) {
        this.backups = backups;
    }

    @Override
    public Card card() {
        return new Card(KIND, new Text("核对备份", "Verify a backup"), "");
    }

    @Override
    public Class<Wish> arguments() {
        return Wish.class;
    }

    @Override
    public Object run(Wish wish, Run run) {
        return BackupView.of(backups.verify(wish.id(), run::progress));
    }
}
