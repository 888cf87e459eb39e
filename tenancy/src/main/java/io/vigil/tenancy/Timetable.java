package io.vigil.tenancy;

import com.cronutils.descriptor.CronDescriptor;
import com.cronutils.model.CronType;
import com.cronutils.model.definition.CronDefinitionBuilder;
import com.cronutils.model.time.ExecutionTime;
import com.cronutils.parser.CronParser;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.time.zone.ZoneOffsetTransition;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Predicate;

/**
 * When something is due: a cron line of five fields (minute, hour, day of month, month, day of week) in an IANA time
 * zone. A period is named by the instant at which it is due.
 */
public record Timetable(String cron, ZoneId zone) {
    private static final CronParser PARSER = new CronParser(CronDefinitionBuilder.instanceDefinitionFor(CronType.UNIX));

    /** @throws Problem 400 naming what cannot be read, or a line that is never due */
    public static Timetable of(String cron, String zone) {
        if (!ZoneId.getAvailableZoneIds().contains(zone))
            throw Problem.badRequest("zone '%s' is no IANA time zone such as Europe/Oslo".formatted(zone));
        var timetable = new Timetable(cron.strip(), ZoneId.of(zone));
        try {
            if (timetable.next(Instant.EPOCH).isEmpty())
                throw Problem.badRequest("cron '%s' is never due".formatted(cron));
        } catch (IllegalArgumentException malformed) {
            throw Problem.badRequest("cron '%s': %s".formatted(cron, malformed.getMessage()));
        }
        return timetable;
    }

    public Optional<Instant> next(Instant after) {
        Optional<ZonedDateTime> time =
                times().nextExecution(wall(after).minus(shift(after, ZoneOffsetTransition::isGap)));
        Optional<Instant> soonest = Optional.empty();
        while (time.isPresent()
                && soonest.map(this::wall).map(time.get()::isBefore).orElse(true)) {
            Instant at = instant(time.get());
            if (at.isAfter(after) && soonest.map(at::isBefore).orElse(true)) soonest = Optional.of(at);
            time = times().nextExecution(time.get());
        }
        return soonest;
    }

    /** The latest time that is due at this instant or before. */
    public Optional<Instant> latest(Instant now) {
        Duration jumpedOver = shift(now, ZoneOffsetTransition::isGap);
        Optional<ZonedDateTime> time = times().lastExecution(wall(now)
                .plus(shift(now, ZoneOffsetTransition::isOverlap))
                .plusSeconds(1));
        Optional<Instant> latest = Optional.empty();
        while (time.isPresent()
                && latest.map(found -> wall(found).minus(jumpedOver))
                        .map(time.get()::isAfter)
                        .orElse(true)) {
            Instant at = instant(time.get());
            if (!at.isAfter(now) && latest.map(at::isAfter).orElse(true)) latest = Optional.of(at);
            time = times().lastExecution(time.get());
        }
        return latest;
    }

    public List<Instant> next(Instant after, int count) {
        List<Instant> runs = new ArrayList<>();
        Optional<Instant> run = next(after);
        while (run.isPresent() && runs.size() < count) {
            runs.add(run.get());
            run = next(run.get());
        }
        return runs;
    }

    /** Such as {@code at 02:00 on Mondays}. */
    public String words() {
        return CronDescriptor.instance(Locale.UK)
                .describe(PARSER.parse(cron))
                .replaceAll("\\bat (\\w+day) day\\b", "on $1s")
                .replaceAll("\\bat (\\d+) day\\b", "on day $1 of the month");
    }

    /** What the zone's clocks show, as if they never jumped: the line is read against that. */
    private ZonedDateTime wall(Instant at) {
        return at.atZone(zone).withZoneSameLocal(ZoneOffset.UTC);
    }

    /** By how much the clocks jumped in the day before; times of the line may stand in another order around it. */
    private Duration shift(Instant at, Predicate<ZoneOffsetTransition> kind) {
        ZoneOffsetTransition last = zone.getRules().previousTransition(at.plusNanos(1));
        boolean recent =
                last != null && last.getInstant().plus(Duration.ofDays(1)).isAfter(at);
        return recent && kind.test(last) ? last.getDuration().abs() : Duration.ZERO;
    }

    /** A time that the clocks jump over comes as much later; of one that they show twice the first counts. */
    private Instant instant(ZonedDateTime wall) {
        return wall.toLocalDateTime().atZone(zone).toInstant();
    }

    private ExecutionTime times() {
        return ExecutionTime.forCron(PARSER.parse(cron));
    }
}
