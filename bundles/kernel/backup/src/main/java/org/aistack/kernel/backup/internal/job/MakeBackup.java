package org.aistack.kernel.backup.internal.job;

import java.util.Optional;
import org.aistack.kernel.Text;
import org.aistack.kernel.backup.internal.BackupView;
import org.aistack.kernel.backup.internal.Backups;
import org.aistack.kernel.jobs.Job;
import org.aistack.kernel.jobs.Run;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** Makes a backup; by itself when a folder is set. One that was cut short begins again in a new folder. */
@Component(service = Job.class)
public final class MakeBackup implements Job<MakeBackup.Wish> {

    public static final String KIND = "kernel.backup";

    private final Backups backups;

    /**
     * What is wanted.
     *
     * @param withKeys whether the keys go along, sealed
     */
    public record Wish(boolean withKeys) {}

    @Activate
    public MakeBackup(@Reference Backups backups) {
        this.backups = backups;
    }

    @Override
    public Card card() {
        return new Card(KIND, new Text("备份", "Backup"), "");
    }

    @Override
    public Class<Wish> arguments() {
        return Wish.class;
    }

    @Override
    public Object run(Wish wish, Run run) {
        return BackupView.of(backups.make(wish.withKeys(), run::progress));
    }

    @Override
    public Optional<Timed<Wish>> timed() {
        return backups.scheduled()
                ? Optional.of(new Timed<>(Schedule.of(backups.cron()), new Wish(backups.keysByDefault())))
                : Optional.empty();
    }
}
