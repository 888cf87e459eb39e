package io.vigil.tenancy;

import com.cronutils.descriptor.CronDescriptor;
import com.cronutils.model.CronType;
import com.cronutils.model.definition.CronDefinitionBuilder;
import com.cronutils.model.time.ExecutionTime;
import com.cronutils.parser.CronParser;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

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
        Optional<ZonedDateTime> time = times().nextExecution(wall(after));
        while (time.isPresent() && !instant(time.get()).isAfter(after)) time = times().nextExecution(time.get());
        return time.map(this::instant);
    }

    /** The latest time that is due at this instant or before. */
    public Optional<Instant> latest(Instant now) {
        Optional<ZonedDateTime> time = times().lastExecution(wall(now).plusSeconds(1));
        while (time.isPresent() && instant(time.get()).isAfter(now)) time = times().lastExecution(time.get());
        return time.map(this::instant);
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

    /** A time that the clocks jump over comes as much later; of one that they show twice the first counts. */
    private Instant instant(ZonedDateTime wall) {
        return wall.toLocalDateTime().atZone(zone).toInstant();
    }

    private ExecutionTime times() {
        return ExecutionTime.forCron(PARSER.parse(cron));
    }
}
