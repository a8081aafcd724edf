package org.aistack.kernel.jobs.internal.schedule;

import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertThrows;
import static org.junit.Assert.assertTrue;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.util.List;
import java.util.stream.Stream;
import org.junit.Test;

/** When a schedule runs, worked out by hand. */
public final class CronTest {

    private static final String BERLIN = "Europe/Berlin";
    private static final String NEW_YORK = "America/New_York";
    private static final String LORD_HOWE = "Australia/Lord_Howe";

    private static void runs(String cron, String zone, String after, String... expected) {
        assertEquals(
                Stream.of(expected).map(Instant::parse).toList(),
                Cron.parse(cron).next(Instant.parse(after), ZoneId.of(zone), expected.length));
    }

    @Test
    public void ordinaryTimes() {
        runs("0 3 * * *", "UTC", "2026-01-01T00:00:00Z", "2026-01-01T03:00:00Z", "2026-01-02T03:00:00Z");
        runs("0 3 * * *", "UTC", "2026-01-01T03:00:00Z", "2026-01-02T03:00:00Z");
        runs("0 3 * * *", "UTC", "2026-01-01T02:59:59.999Z", "2026-01-01T03:00:00Z");
        runs("*/15 * * * *", "UTC", "2026-01-01T00:07:30Z", "2026-01-01T00:15:00Z", "2026-01-01T00:30:00Z");
        runs("30 9 * * *", "Asia/Shanghai", "2026-06-01T00:00:00Z", "2026-06-01T01:30:00Z", "2026-06-02T01:30:00Z");
        runs("0 0 1 * *", "UTC", "2026-01-15T00:00:00Z", "2026-02-01T00:00:00Z", "2026-03-01T00:00:00Z");
        runs("59 23 31 12 *", "UTC", "2026-01-01T00:00:00Z", "2026-12-31T23:59:00Z", "2027-12-31T23:59:00Z");
    }

    @Test
    public void listsRangesStepsAndNames() {
        runs(
                "5,10-12,50-58/4 0 * * *",
                "UTC",
                "2026-01-01T00:00:00Z",
                "2026-01-01T00:05:00Z",
                "2026-01-01T00:10:00Z",
                "2026-01-01T00:11:00Z",
                "2026-01-01T00:12:00Z",
                "2026-01-01T00:50:00Z",
                "2026-01-01T00:54:00Z",
                "2026-01-01T00:58:00Z",
                "2026-01-02T00:05:00Z");
        runs("0 8 * * MON-FRI", "UTC", "2026-01-02T08:00:00Z", "2026-01-05T08:00:00Z", "2026-01-06T08:00:00Z");
        runs("0 8 * jan,Jul sun", "UTC", "2026-01-25T08:00:00Z", "2026-07-05T08:00:00Z");
        runs("0 8 * * 7", "UTC", "2026-01-01T00:00:00Z", "2026-01-04T08:00:00Z", "2026-01-11T08:00:00Z");
        runs(
                "0 8 * * 5-7",
                "UTC",
                "2026-01-01T00:00:00Z",
                "2026-01-02T08:00:00Z",
                "2026-01-03T08:00:00Z",
                "2026-01-04T08:00:00Z",
                "2026-01-09T08:00:00Z");
        runs(
                "40/10 6 * * *",
                "UTC",
                "2026-01-01T00:00:00Z",
                "2026-01-01T06:40:00Z",
                "2026-01-01T06:50:00Z",
                "2026-01-02T06:40:00Z");
        runs(
                "0 0 * * */2",
                "UTC",
                "2026-01-01T12:00:00Z",
                "2026-01-03T00:00:00Z",
                "2026-01-04T00:00:00Z",
                "2026-01-06T00:00:00Z");
    }

    @Test
    public void eitherDayIsEnoughWhenBothAreRestricted() {
        runs(
                "0 0 13 * FRI",
                "UTC",
                "2026-02-01T00:00:00Z",
                "2026-02-06T00:00:00Z",
                "2026-02-13T00:00:00Z",
                "2026-02-20T00:00:00Z",
                "2026-02-27T00:00:00Z",
                "2026-03-06T00:00:00Z",
                "2026-03-13T00:00:00Z");
        runs("0 0 13 * *", "UTC", "2026-02-14T00:00:00Z", "2026-03-13T00:00:00Z");
    }

    @Test
    public void leapDays() {
        runs("0 0 29 2 *", "UTC", "2026-01-01T00:00:00Z", "2028-02-29T00:00:00Z", "2032-02-29T00:00:00Z");
        runs("0 0 29 2 *", "UTC", "2097-01-01T00:00:00Z", "2104-02-29T00:00:00Z");
    }

    /** On 29 March 2026 clocks go from 02:00 to 03:00: the gap ends at 01:00 UTC. */
    @Test
    public void aSkippedTimeRunsAtTheEndOfTheGap() {
        runs("30 2 * * *", BERLIN, "2026-03-28T12:00:00Z", "2026-03-29T01:00:00Z", "2026-03-30T00:30:00Z");
        runs("0 2 * * *", BERLIN, "2026-03-28T12:00:00Z", "2026-03-29T01:00:00Z", "2026-03-30T00:00:00Z");
        runs("0 3 * * *", BERLIN, "2026-03-28T12:00:00Z", "2026-03-29T01:00:00Z", "2026-03-30T01:00:00Z");
        // several skipped times are one run, together with the one that is due at the end of the gap anyway
        runs(
                "*/20 2,3 * * *",
                BERLIN,
                "2026-03-29T00:00:00Z",
                "2026-03-29T01:00:00Z",
                "2026-03-29T01:20:00Z",
                "2026-03-29T01:40:00Z",
                "2026-03-30T00:00:00Z");
        // 8 March 2026, 02:00 to 03:00 in New York: the gap ends at 07:00 UTC
        runs("15 2 * * *", NEW_YORK, "2026-03-07T12:00:00Z", "2026-03-08T07:00:00Z", "2026-03-09T06:15:00Z");
        // 4 October 2026, 02:00 to 02:30 on Lord Howe: the gap ends at 15:30 UTC of the day before
        runs("10 2 * * *", LORD_HOWE, "2026-10-03T12:00:00Z", "2026-10-03T15:30:00Z", "2026-10-04T15:10:00Z");
        runs("40 2 * * *", LORD_HOWE, "2026-10-03T12:00:00Z", "2026-10-03T15:40:00Z");
    }

    /** On 25 October 2026 clocks go from 03:00 back to 02:00: 02:30 is at 00:30 UTC and again at 01:30 UTC. */
    @Test
    public void aDoubledTimeRunsOnce() {
        runs("30 2 * * *", BERLIN, "2026-10-24T12:00:00Z", "2026-10-25T00:30:00Z", "2026-10-26T01:30:00Z");
        // asked between the two
        runs("30 2 * * *", BERLIN, "2026-10-25T00:30:00Z", "2026-10-26T01:30:00Z");
        runs("30 2 * * *", BERLIN, "2026-10-25T01:00:00Z", "2026-10-26T01:30:00Z");
        runs(
                "0 * * * *",
                BERLIN,
                "2026-10-24T23:30:00Z",
                "2026-10-25T00:00:00Z",
                "2026-10-25T02:00:00Z",
                "2026-10-25T03:00:00Z");
        // 1 November 2026, 02:00 back to 01:00 in New York: 01:30 is first at 05:30 UTC
        runs("30 1 * * *", NEW_YORK, "2026-10-31T12:00:00Z", "2026-11-01T05:30:00Z", "2026-11-02T06:30:00Z");
        // 5 April 2026, 02:00 back to 01:30 on Lord Howe: 01:45 is first at 14:45 UTC of the day before
        runs("45 1 * * *", LORD_HOWE, "2026-04-04T12:00:00Z", "2026-04-04T14:45:00Z", "2026-04-05T15:15:00Z");
    }

    @Test
    public void zonesWithoutDaylightSavingHaveNoSurprises() {
        List<Instant> year =
                Cron.parse("30 2 * * *").next(Instant.parse("2026-01-01T00:00:00Z"), ZoneId.of("Asia/Shanghai"), 365);
        for (int i = 1; i < year.size(); i++) {
            assertEquals(Duration.ofDays(1), Duration.between(year.get(i - 1), year.get(i)));
        }
    }

    /** Against every minute of a year: what runs, runs when the wall clock shows it, once, and in order. */
    @Test
    public void agreesWithAWallClockThatIsWatched() {
        for (String zone : List.of(BERLIN, NEW_YORK, LORD_HOWE, "America/Santiago", "Africa/Casablanca")) {
            ZoneId id = ZoneId.of(zone);
            var cron = Cron.parse("7 */3 * * *");
            Instant moment = Instant.parse("2026-01-01T00:00:00Z");
            Instant end = Instant.parse("2027-01-01T00:00:00Z");
            int runs = 0;
            LocalDateTime last = LocalDateTime.MIN;
            while (moment.isBefore(end)) {
                Instant next = cron.next(moment, id).orElseThrow();
                assertTrue(zone + " " + next, next.isAfter(moment));
                ZonedDateTime shown = next.atZone(id);
                boolean afterGap =
                        id.getRules().getTransition(shown.toLocalDateTime().minusMinutes(1)) != null;
                assertTrue(zone + " " + shown, shown.getMinute() == 7 && shown.getHour() % 3 == 0 || afterGap);
                assertTrue(zone + " " + shown, shown.toLocalDateTime().isAfter(last));
                last = shown.toLocalDateTime();
                moment = next;
                runs++;
            }
            assertTrue(zone + " ran " + runs, Math.abs(runs - 365 * 8) <= 1);
        }
    }

    @Test
    public void refusesWhatIsNone() {
        for (String wrong : List.of(
                "",
                "* * * *",
                "* * * * * *",
                "60 * * * *",
                "* 24 * * *",
                "* * 0 * *",
                "* * 32 * *",
                "* * * 13 *",
                "* * * * 8",
                "*/0 * * * *",
                "5-3 * * * *",
                "a * * * *",
                "1- * * * *",
                "-1 * * * *",
                ", * * * *",
                "1,,2 * * * *",
                "* * * foo *",
                "* * L * *",
                "? * * * *",
                "0 0 31 2 *",
                "0 0 30 2 *",
                "1//2 * * * *",
                "@daily",
                "99999999999 * * * *")) {
            assertThrows(wrong, IllegalArgumentException.class, () -> Cron.parse(wrong));
        }
        assertEquals("0 3 * * 1", Cron.parse("  0  3 *\t* 1 ").toString());
    }

    @Test
    public void isNotDisturbedByOffsets() {
        assertEquals(
                Instant.parse("2026-01-01T01:00:00Z"),
                Cron.parse("0 3 * * *")
                        .next(Instant.parse("2026-01-01T00:00:00Z"), ZoneOffset.ofHours(2))
                        .orElseThrow());
    }
}
