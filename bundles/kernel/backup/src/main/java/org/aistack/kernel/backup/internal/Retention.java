package org.aistack.kernel.backup.internal;

import java.time.Instant;
import java.time.LocalDate;
import java.time.YearMonth;
import java.time.ZoneOffset;
import java.time.temporal.IsoFields;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Function;

/**
 * How long backups are kept: the last one of each of the latest days, weeks and months that have one. Days begin at
 * midnight UTC, weeks on Monday.
 *
 * @param days how many days
 * @param weeks how many weeks
 * @param months how many months
 */
record Retention(int days, int weeks, int months) {

    /** Which of these moments are to be kept; the newest always is. */
    Set<Instant> keep(List<Instant> moments) {
        var newest = new ArrayList<>(moments);
        newest.sort(Comparator.reverseOrder());
        Set<Instant> kept = new HashSet<>();
        newest.stream().findFirst().ifPresent(kept::add);
        lastOfEach(newest, days, day -> day, kept);
        lastOfEach(
                newest,
                weeks,
                day -> day.get(IsoFields.WEEK_BASED_YEAR) * 100 + day.get(IsoFields.WEEK_OF_WEEK_BASED_YEAR),
                kept);
        lastOfEach(newest, months, YearMonth::from, kept);
        return kept;
    }

    private static void lastOfEach(
            List<Instant> newest, int count, Function<LocalDate, Object> period, Set<Instant> kept) {
        Set<Object> seen = new HashSet<>();
        for (Instant moment : newest) {
            Object of = period.apply(LocalDate.ofInstant(moment, ZoneOffset.UTC));
            if (!seen.contains(of)) {
                if (seen.size() == count) {
                    return;
                }
                seen.add(of);
                kept.add(moment);
            }
        }
    }
}
