package io.vigil.reports.alerts;

import io.vigil.contracts.TenantId;
import io.vigil.reports.channels.Message.Happening;
import io.vigil.tenancy.Problem;
import io.vigil.tenancy.TenantTransaction;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;

/** What a rule would have told of the last seven days, or would tell now; nothing is told. */
@ApplicationScoped
class PreviewRule {
    private static final Duration LATELY = Duration.ofDays(7);
    private static final int EXAMPLES = 5;
    private static final int BETWEEN_LOOKS = 100;

    /** The part of a rule that decides what it tells. */
    @Schema(name = "AlertRuleToTry")
    public record Tried(
            @NotNull(message = "is missing")
            @Pattern(
                    regexp = "FINDING_CHANGED|EXCEPTION_ENDS|ACCOUNT_NOT_SCANNED",
                    message = "is none of FINDING_CHANGED, EXCEPTION_ENDS, ACCOUNT_NOT_SCANNED")
            String trigger,

            @Nullable @Size(max = 4000) String filter,
            @Nullable @Min(1) @Max(2160) Integer hours) {}

    /**
     * @param matched of those that were looked at
     * @param looked how many were looked at, newest first
     * @param complete whether these were all
     * @param examples the newest that match
     */
    @Schema(name = "AlertRulePreview")
    public record Preview(int matched, int looked, boolean complete, List<Happening> examples) {}

    private final TenantTransaction transaction;
    private final FindingChanges changes;
    private final ComingTimes comingTimes;
    private final AlertsConfig config;
    private final InstantSource clock;

    PreviewRule(
            TenantTransaction transaction,
            FindingChanges changes,
            ComingTimes comingTimes,
            AlertsConfig config,
            InstantSource clock) {
        this.transaction = transaction;
        this.changes = changes;
        this.comingTimes = comingTimes;
        this.config = config;
        this.clock = clock;
    }

    /** @throws Problem 400 for a filter that cannot be used */
    Preview preview(TenantId tenant, Tried tried) {
        Trigger trigger = Trigger.valueOf(tried.trigger());
        RuleFilter filter = RuleFilter.of(trigger, tried.filter() == null ? "" : tried.filter());
        int hours = tried.hours() == null ? Math.toIntExact(trigger.usual().toHours()) : tried.hours();
        List<Candidate> found = transaction.call(tenant, handle -> found(handle, tenant, trigger, hours));
        boolean all = found.size() <= config.previewed();
        return looked(all ? found : found.subList(0, config.previewed()), filter, all);
    }

    private List<Candidate> found(Handle handle, TenantId tenant, Trigger trigger, int hours) {
        return trigger.isOfTime()
                ? comingTimes.of(handle, tenant, trigger, hours)
                : changes.since(handle, tenant, clock.instant().minus(LATELY), config.previewed() + 1);
    }

    private Preview looked(List<Candidate> candidates, RuleFilter filter, boolean all) {
        Instant until = clock.instant().plus(config.previewWithin());
        List<Happening> examples = new ArrayList<>();
        int matched = 0;
        int looked = 0;
        for (Candidate each : candidates) {
            if (looked % BETWEEN_LOOKS == 0 && clock.instant().isAfter(until))
                return new Preview(matched, looked, /* complete */ false, examples);
            looked++;
            if (!filter.matches(each)) continue;
            matched++;
            if (examples.size() < EXAMPLES) examples.add(each.happening());
        }
        return new Preview(matched, looked, all, examples);
    }
}
