package org.aistack.kernel.jobs.internal.schedule;

import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.time.zone.ZoneOffsetTransition;
import java.time.zone.ZoneRules;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.Optional;

/**
 * Five fields as of Unix: minute, hour, day of month, month, day of week (0 and 7 are Sunday). Each is {@code *}, a
 * number, a range, a list, with {@code /n} for every n-th; months and days of the week also by their English names of
 * three letters. When day of month and day of week are both restricted, either is enough.
 *
 * <p>Times are those of a wall clock. One that the start of daylight saving skips means the moment at which the gap ends;
 * one that its end repeats means the first of the two. Pure: no clock, no state.
 */
public final class Cron {

    /** Leap days that fall on a certain day of the week can be 40 years apart. */
    private static final int DAYS = 366 * 45;

    private static final int FIELDS = 5;
    private static final List<String> MONTHS =
            List.of("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec");
    private static final List<String> WEEKDAYS = List.of("sun", "mon", "tue", "wed", "thu", "fri", "sat");

    private final String text;
    private final BitSet minutes;
    private final BitSet hours;
    private final BitSet days;
    private final BitSet months;
    private final BitSet weekdays;
    private final boolean everyDay;
    private final boolean everyWeekday;

    private Cron(String text, String[] fields) {
        this.text = text;
        minutes = CronField.parse(fields[0], 0, 59, List.of());
        hours = CronField.parse(fields[1], 0, 23, List.of());
        days = CronField.parse(fields[2], 1, 31, List.of());
        months = CronField.parse(fields[3], 1, 12, MONTHS);
        weekdays = CronField.parse(fields[4], 0, 7, WEEKDAYS);
        if (weekdays.get(7)) {
            weekdays.set(0);
        }
        everyDay = fields[2].startsWith("*");
        everyWeekday = fields[4].startsWith("*");
    }

    /**
     * Reads an expression.
     *
     * @throws IllegalArgumentException when it is none, or never comes true
     */
    public static Cron parse(String text) {
        String[] fields = text.strip().split("\\s+");
        if (fields.length != FIELDS) {
            throw new IllegalArgumentException("not five fields");
        }
        var cron = new Cron(String.join(" ", fields), fields);
        if (cron.next(Instant.EPOCH, ZoneOffset.UTC).isEmpty()) {
            throw new IllegalArgumentException("never comes true");
        }
        return cron;
    }

    /** The first moment after {@code after}; empty when there is none in 45 years. */
    public Optional<Instant> next(Instant after, ZoneId zone) {
        ZoneRules rules = zone.getRules();
        LocalDateTime local =
                LocalDateTime.ofInstant(after, rules.getOffset(after)).truncatedTo(ChronoUnit.MINUTES);
        LocalDate day = local.toLocalDate();
        LocalTime from = local.toLocalTime();
        for (int i = 0; i < DAYS; i++) {
            if (matches(day)) {
                Optional<Instant> found = onDay(day, from, after, rules);
                if (found.isPresent()) {
                    return found;
                }
            }
            day = day.plusDays(1);
            from = LocalTime.MIDNIGHT;
        }
        return Optional.empty();
    }

    /** The next {@code count} moments. */
    public List<Instant> next(Instant after, ZoneId zone, int count) {
        List<Instant> moments = new ArrayList<>();
        Optional<Instant> next = next(after, zone);
        while (next.isPresent() && moments.size() < count) {
            moments.add(next.get());
            next = next(next.get(), zone);
        }
        return moments;
    }

    private boolean matches(LocalDate day) {
        if (!months.get(day.getMonthValue())) {
            return false;
        }
        boolean ofMonth = days.get(day.getDayOfMonth());
        boolean ofWeek = weekdays.get(day.getDayOfWeek().getValue() % 7);
        return everyDay || everyWeekday ? ofMonth && ofWeek : ofMonth || ofWeek;
    }

    private Optional<Instant> onDay(LocalDate day, LocalTime from, Instant after, ZoneRules rules) {
        for (int hour = hours.nextSetBit(from.getHour()); hour >= 0; hour = hours.nextSetBit(hour + 1)) {
            int first = hour == from.getHour() ? from.getMinute() : 0;
            for (int minute = minutes.nextSetBit(first); minute >= 0; minute = minutes.nextSetBit(minute + 1)) {
                Instant moment = moment(day.atTime(hour, minute), rules);
                if (moment.isAfter(after)) {
                    return Optional.of(moment);
                }
            }
        }
        return Optional.empty();
    }

    /** When a wall clock shows it, for the first time. */
    private static Instant moment(LocalDateTime local, ZoneRules rules) {
        ZoneOffsetTransition transition = rules.getTransition(local);
        if (transition == null) {
            return local.toInstant(rules.getOffset(local));
        }
        return transition.isGap() ? transition.getInstant() : local.toInstant(transition.getOffsetBefore());
    }

    /** The expression with single spaces. */
    @Override
    public String toString() {
        return text;
    }
}
