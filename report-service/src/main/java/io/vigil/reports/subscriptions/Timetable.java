package io.vigil.reports.subscriptions;

import com.cronutils.model.CronType;
import com.cronutils.model.definition.CronDefinitionBuilder;
import com.cronutils.model.time.ExecutionTime;
import com.cronutils.parser.CronParser;
import io.vigil.tenancy.Problem;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * When reports are due: a cron line of five fields in an IANA time zone. A period is named by the instant at which it is
 * due.
 */
record Timetable(String cron, ZoneId zone) {
    private static final CronParser PARSER = new CronParser(CronDefinitionBuilder.instanceDefinitionFor(CronType.UNIX));

    /** @throws Problem 400 naming what cannot be read, or a line that is never due */
    static Timetable of(String cron, String zone) {
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

    Optional<Instant> next(Instant after) {
        return times().nextExecution(after.atZone(zone)).map(ZonedDateTime::toInstant);
    }

    /** The latest time that is due at this instant or before. */
    Optional<Instant> latest(Instant now) {
        return times().lastExecution(now.plusSeconds(1).atZone(zone)).map(ZonedDateTime::toInstant);
    }

    List<Instant> next(Instant after, int count) {
        List<Instant> runs = new ArrayList<>();
        Optional<Instant> run = next(after);
        while (run.isPresent() && runs.size() < count) {
            runs.add(run.get());
            run = next(run.get());
        }
        return runs;
    }

    private ExecutionTime times() {
        return ExecutionTime.forCron(PARSER.parse(cron));
    }
}
