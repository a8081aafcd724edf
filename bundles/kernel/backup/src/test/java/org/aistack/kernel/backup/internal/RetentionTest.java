package org.aistack.kernel.backup.internal;

import static org.junit.Assert.assertEquals;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.junit.Test;

public class RetentionTest {

    private static final Instant NOW = Instant.parse("2026-11-24T02:30:00Z");

    @Test
    public void keepsDaysWeeksAndMonths() {
        var nights = new ArrayList<Instant>();
        for (int i = 0; i < 500; i++) {
            nights.add(NOW.minus(i, ChronoUnit.DAYS));
        }
        Set<Instant> kept = new Retention(7, 4, 12).keep(nights);
        var days = new TreeSet<String>();
        kept.forEach(moment -> days.add(moment.toString().substring(0, 10)));
        // seven nights; Sundays of three weeks before this one, one of which is a night kept already; ends of eleven
        // months
        assertEquals(
                "[2025-12-31, 2026-01-31, 2026-02-28, 2026-03-31, 2026-04-30, 2026-05-31, 2026-06-30, 2026-07-31, "
                        + "2026-08-31, 2026-09-30, 2026-10-31, 2026-11-08, 2026-11-15, 2026-11-18, 2026-11-19, "
                        + "2026-11-20, 2026-11-21, 2026-11-22, 2026-11-23, 2026-11-24]",
                days.toString());
    }

    @Test
    public void keepsTheLastOfADayAndAlwaysTheNewest() {
        var morning = Instant.parse("2026-11-24T02:30:00Z");
        var evening = Instant.parse("2026-11-24T20:00:00Z");
        assertEquals(Set.of(evening), new Retention(7, 4, 12).keep(List.of(morning, evening)));
        assertEquals(Set.of(evening), new Retention(0, 0, 0).keep(List.of(morning, evening)));
    }
}
