package io.vigil.reports.alerts;

import io.vigil.tenancy.Problem;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import java.time.ZoneId;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A rule as it is asked for.
 *
 * @param trigger what it waits for
 * @param filter CEL over what the trigger tells; everything when absent or empty
 * @param hours before an exception's end, or without a scan; 168 and 48 when absent
 * @param digestHour of the day in the zone at which everything is told together; at once when absent
 * @param zone of IANA; UTC when absent
 * @param channels ids of those that are told
 */
record NewAlertRule(
        @NotBlank @Size(max = 100) String name,

        @NotNull(message = "is missing")
        @Pattern(
                regexp = "FINDING_CHANGED|EXCEPTION_ENDS|ACCOUNT_NOT_SCANNED",
                message = "is none of FINDING_CHANGED, EXCEPTION_ENDS, ACCOUNT_NOT_SCANNED")
        String trigger,

        @Nullable @Size(max = 4000) String filter,
        @Nullable @Min(1) @Max(2160) Integer hours,
        @Nullable @Min(0) @Max(23) Integer digestHour,
        @Nullable @Size(max = 60) String zone,
        @NotNull @Size(min = 1, max = 10) List<@NotNull @Size(max = 36) String> channels) {

    Trigger chosenTrigger() {
        return Trigger.valueOf(trigger);
    }

    String chosenFilter() {
        return filter == null ? "" : filter.strip();
    }

    int chosenHours() {
        Trigger chosen = chosenTrigger();
        if (!chosen.isOfTime()) return 0;
        return hours == null ? Math.toIntExact(chosen.usual().toHours()) : hours;
    }

    /** @throws Problem 400 for what is no zone */
    ZoneId chosenZone() {
        if (zone == null || zone.isBlank()) return ZoneId.of("UTC");
        if (!ZoneId.getAvailableZoneIds().contains(zone))
            throw Problem.badRequest("zone '%s' is no IANA time zone such as Europe/Oslo".formatted(zone));
        return ZoneId.of(zone);
    }

    /** @throws Problem 400 for what cannot be a channel */
    List<UUID> chosenChannels() {
        return channels.stream().map(NewAlertRule::channel).distinct().sorted().toList();
    }

    private static UUID channel(String text) {
        try {
            return UUID.fromString(text);
        } catch (IllegalArgumentException none) {
            throw noChannel(text);
        }
    }

    static Problem noChannel(String text) {
        return Problem.badRequest("channels: '%s' is no channel".formatted(text));
    }
}
