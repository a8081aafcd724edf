package org.aistack.ops.notes.internal.job;

import java.util.Optional;
import org.aistack.kernel.Check;
import org.aistack.kernel.Text;
import org.aistack.kernel.jobs.Job;
import org.aistack.kernel.jobs.Run;
import org.aistack.ops.notes.internal.NotesCapability;
import org.aistack.ops.notes.internal.NotesSettings;
import org.aistack.ops.notes.internal.OldNotes;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** Every night deletes notes that were archived long ago. However often it begins, a note is deleted once. */
@Component(service = Job.class)
public final class PurgeArchived implements Job<PurgeArchived.Arguments> {

    static final String KIND = "notes.purge-archived";

    private static final Card CARD = new Card(KIND, new Text("清理归档便签", "Purge archived notes"), NotesCapability.ADMIN);
    private static final Schedule NIGHTLY = Schedule.of("30 2 * * *");
    private static final int MOST_DAYS = 36_500;
    private static final int AT_ONCE = 100;

    private final OldNotes notes;
    private final NotesSettings settings;

    @Activate
    public PurgeArchived(@Reference OldNotes notes, @Reference NotesSettings settings) {
        this.notes = notes;
        this.settings = settings;
    }

    /**
     * What to purge.
     *
     * @param days archived for more than this; null for the setting {@code purge_days}
     */
    public record Arguments(Integer days) {
        public Arguments {
            if (days != null) {
                Check.that().range("/days", days, 1, MOST_DAYS).done();
            }
        }
    }

    /** How many notes were deleted. */
    public record Purged(int notes) {}

    @Override
    public Card card() {
        return CARD;
    }

    @Override
    public Class<Arguments> arguments() {
        return Arguments.class;
    }

    @Override
    public Optional<Timed<Arguments>> timed() {
        return Optional.of(new Timed<>(NIGHTLY, new Arguments(null)));
    }

    @Override
    public Purged run(Arguments arguments, Run run) {
        int days = arguments.days() == null ? settings.purgeDays() : arguments.days();
        if (days == 0) {
            return new Purged(0);
        }
        long all = notes.count(days);
        int purged = 0;
        int some = AT_ONCE;
        while (some == AT_ONCE) {
            run.progress(all == 0 ? 1 : Math.min(1, (double) purged / all), new Text("正在删除", "Deleting"));
            some = notes.purge(days, AT_ONCE);
            purged += some;
        }
        return new Purged(purged);
    }
}
