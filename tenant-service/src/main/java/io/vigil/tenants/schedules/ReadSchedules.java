package io.vigil.tenants.schedules;

import io.vigil.contracts.AccountId;
import io.vigil.contracts.TenantId;
import io.vigil.tenancy.AuditTrail;
import io.vigil.tenancy.Problem;
import io.vigil.tenancy.TenantTransaction;
import io.vigil.tenancy.Timetable;
import io.vigil.tenants.accounts.Accounts;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;

/** Shows schedules with their next times and what became of the last ones. */
@ApplicationScoped
class ReadSchedules {
    private static final int NEXT_SHOWN = 5;
    private static final int RUNS_SHOWN = 50;

    /**
     * A schedule as it is shown.
     *
     * @param words the cron line in words
     * @param covers the accounts that it holds for, of the tenant that asks
     * @param nextRuns at most five; none while it is paused
     * @param lastRun absent until it was due once
     */
    public record Shown(
            UUID id,
            ScanSchedule.Level level,
            String name,
            String cron,
            String zone,
            String words,
            List<AccountId> accounts,
            List<AccountId> covers,
            ScanSchedule.Misfire misfire,
            boolean enabled,
            Instant createdAt,
            String createdBy,
            List<Instant> nextRuns,
            ScheduleRuns.@Nullable Run lastRun) {}

    /** @param nextRun absent for an account that is never scanned by itself */
    public record Covered(
            AccountId account,
            List<UUID> schedules,
            @Nullable Instant nextRun) {}

    public record Preview(String words, List<Instant> nextRuns) {}

    private final TenantTransaction transaction;
    private final InstantSource clock;

    ReadSchedules(TenantTransaction transaction, InstantSource clock) {
        this.transaction = transaction;
        this.clock = clock;
    }

    /** The tenant's own, then the provider's as far as they hold for one of its accounts. */
    List<Shown> list(TenantId tenant) {
        List<ScanSchedule> providers = provider();
        return transaction.call(tenant, handle -> {
            List<ScanSchedule> own = Schedules.list(handle, tenant);
            List<ScanSchedule> all = new ArrayList<>(own);
            all.addAll(providers);
            List<AccountId> connected = Accounts.connected(handle, tenant);
            return all.stream()
                    .map(schedule -> shown(handle, tenant, schedule, new Coverage(all).accounts(schedule, connected)))
                    .filter(shown -> shown.level() != ScanSchedule.Level.PROVIDER
                            || !shown.covers().isEmpty()
                            || own.isEmpty())
                    .toList();
        });
    }

    /** The provider's, as its people see them. */
    List<Shown> ofProvider() {
        return transaction.call(
                AuditTrail.PROVIDER,
                handle -> Schedules.list(handle, AuditTrail.PROVIDER).stream()
                        .map(schedule -> shown(handle, AuditTrail.PROVIDER, schedule, List.of()))
                        .toList());
    }

    Shown show(TenantId owner, ScanSchedule schedule) {
        return transaction.call(owner, handle -> {
            List<AccountId> connected = Accounts.connected(handle, owner);
            var coverage = new Coverage(Schedules.list(handle, owner));
            return shown(handle, owner, schedule, coverage.accounts(schedule, connected));
        });
    }

    /** Each account with what scans it by itself, and when next. */
    List<Covered> coverage(TenantId tenant) {
        List<ScanSchedule> all = new ArrayList<>(provider());
        return transaction.call(tenant, handle -> {
            all.addAll(Schedules.list(handle, tenant));
            return Accounts.connected(handle, tenant).stream()
                    .map(account -> covered(account, new Coverage(all).of(account)))
                    .toList();
        });
    }

    private Covered covered(AccountId account, List<ScanSchedule> holding) {
        Instant now = clock.instant();
        Optional<Instant> next = holding.stream()
                .flatMap(schedule -> schedule.next(now, 1).stream())
                .min(Comparator.naturalOrder());
        return new Covered(account, holding.stream().map(ScanSchedule::id).toList(), next.orElse(null));
    }

    /** @throws Problem 404 when neither the tenant nor the provider has such a one */
    List<ScheduleRuns.Run> runs(TenantId tenant, UUID id) {
        boolean providers =
                provider().stream().anyMatch(schedule -> schedule.id().equals(id));
        return transaction.call(tenant, handle -> {
            if (!providers && Schedules.find(handle, tenant, id).isEmpty()) throw EditSchedules.unknown(id);
            return ScheduleRuns.list(handle, tenant, id, RUNS_SHOWN);
        });
    }

    /** @throws Problem 400 for a line or a zone that cannot be read */
    Preview preview(String cron, String zone) {
        Timetable timetable = Timetable.of(cron, zone);
        return new Preview(timetable.words(), timetable.next(clock.instant(), NEXT_SHOWN));
    }

    private List<ScanSchedule> provider() {
        return transaction.call(AuditTrail.PROVIDER, handle -> Schedules.list(handle, AuditTrail.PROVIDER));
    }

    private Shown shown(Handle handle, TenantId tenant, ScanSchedule schedule, List<AccountId> covers) {
        return new Shown(
                schedule.id(),
                schedule.level(),
                schedule.name(),
                schedule.timetable().cron(),
                schedule.timetable().zone().getId(),
                schedule.timetable().words(),
                schedule.accounts(),
                covers,
                schedule.misfire(),
                schedule.enabled(),
                schedule.createdAt(),
                schedule.createdBy(),
                schedule.next(clock.instant(), NEXT_SHOWN),
                ScheduleRuns.list(handle, tenant, schedule.id(), 1).stream()
                        .findFirst()
                        .orElse(null));
    }
}
