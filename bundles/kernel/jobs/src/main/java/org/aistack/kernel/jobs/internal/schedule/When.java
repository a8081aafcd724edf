package org.aistack.kernel.jobs.internal.schedule;

import java.time.DateTimeException;
import java.time.ZoneId;
import org.aistack.kernel.KernelError;
import org.aistack.kernel.Problem;
import org.aistack.kernel.jobs.internal.JobsError;

/** Reads what people write about times. */
public final class When {

    private static final int MAX_CRON = 200;

    private When() {}

    /** @throws Problem that points at {@code /cron} */
    public static Cron cron(String text) {
        if (text == null || text.isBlank()) {
            throw Problem.at("/cron", KernelError.REQUIRED);
        }
        try {
            if (text.length() <= MAX_CRON) {
                return Cron.parse(text);
            }
        } catch (IllegalArgumentException e) {
            // answered below
        }
        throw Problem.at("/cron", JobsError.BAD_CRON);
    }

    /**
     * A zone.
     *
     * @param name IANA name; null or empty for {@code otherwise}
     * @throws Problem that points at {@code /time_zone}
     */
    public static ZoneId zone(String name, ZoneId otherwise) {
        if (name == null || name.isEmpty()) {
            return otherwise;
        }
        try {
            // offsets such as +02:00 are no zones: they know no daylight saving
            if (ZoneId.getAvailableZoneIds().contains(name)) {
                return ZoneId.of(name);
            }
        } catch (DateTimeException e) {
            // answered below
        }
        throw Problem.at("/time_zone", JobsError.BAD_TIME_ZONE);
    }
}
