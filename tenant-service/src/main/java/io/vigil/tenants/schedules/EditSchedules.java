package io.vigil.tenants.schedules;

import io.vigil.contracts.AccountId;
import io.vigil.contracts.TenantId;
import io.vigil.tenancy.AuditTrail;
import io.vigil.tenancy.Caller;
import io.vigil.tenancy.Problem;
import io.vigil.tenancy.TenantTransaction;
import io.vigil.tenancy.Timetable;
import io.vigil.tenants.NewIds;
import io.vigil.tenants.accounts.Accounts;
import io.vigil.tenants.customers.Tenants;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jdbi.v3.core.Handle;

/** Makes, changes and ends schedules, a tenant's or the provider's. */
@ApplicationScoped
class EditSchedules {
    /** Enough to meet the shortest pause of a line that is due at odd times. */
    private static final int TIMES_COMPARED = 100;

    private final TenantTransaction transaction;
    private final WakeSchedules wakeSchedules;
    private final AuditTrail audit;
    private final NewIds ids;
    private final SchedulesConfig config;
    private final InstantSource clock;

    EditSchedules(
            TenantTransaction transaction,
            WakeSchedules wakeSchedules,
            AuditTrail audit,
            NewIds ids,
            SchedulesConfig config,
            InstantSource clock) {
        this.transaction = transaction;
        this.wakeSchedules = wakeSchedules;
        this.audit = audit;
        this.ids = ids;
        this.config = config;
        this.clock = clock;
    }

    /** @throws Problem 400 for a line, a zone or an account that cannot be used, 409 when the tenant has too many */
    ScanSchedule create(TenantId owner, NewSchedule asked, Caller by) {
        ScanSchedule schedule =
                of(owner, ids.schedule(), asked, clock.instant().truncatedTo(ChronoUnit.MICROS), by.displayName());
        transaction.run(owner, handle -> {
            demandOwner(handle, owner);
            demandConnected(handle, schedule);
            demandRoom(handle, owner);
            Schedules.put(handle, schedule);
            audit.append(handle, owner, by, "schedule.created", schedule.id().toString(), detail(schedule));
        });
        wakeSchedules.place(schedule);
        return schedule;
    }

    /** @throws Problem 404 when there is none, 400 as when it is made */
    ScanSchedule change(TenantId owner, UUID id, NewSchedule asked, Caller by) {
        ScanSchedule changed = transaction.call(owner, handle -> {
            ScanSchedule before = Schedules.find(handle, owner, id).orElseThrow(() -> unknown(id));
            ScanSchedule after = of(owner, id, asked, before.createdAt(), before.createdBy());
            demandConnected(handle, after);
            Schedules.put(handle, after);
            audit.append(handle, owner, by, "schedule.changed", id.toString(), detail(after));
            return after;
        });
        wakeSchedules.place(changed);
        return changed;
    }

    /** @throws Problem 404 when there is none */
    void end(TenantId owner, UUID id, Caller by) {
        ScanSchedule ended = transaction.call(owner, handle -> {
            ScanSchedule found = Schedules.find(handle, owner, id).orElseThrow(() -> unknown(id));
            Schedules.delete(handle, owner, id);
            audit.append(handle, owner, by, "schedule.ended", id.toString(), detail(found));
            return found;
        });
        wakeSchedules.remove(ended);
    }

    private ScanSchedule of(TenantId owner, UUID id, NewSchedule asked, Instant createdAt, String createdBy) {
        Timetable timetable = Timetable.of(asked.cron(), asked.zone());
        demandPauses(timetable);
        return new ScanSchedule(
                owner,
                id,
                asked.name().strip(),
                timetable,
                asked.chosenAccounts(),
                asked.chosenMisfire(),
                asked.isEnabled(),
                createdAt,
                createdBy);
    }

    private void demandPauses(Timetable timetable) {
        List<Instant> times = timetable.next(clock.instant(), TIMES_COMPARED);
        for (int i = 1; i < times.size(); i++) {
            Duration pause = Duration.between(times.get(i - 1), times.get(i));
            if (pause.compareTo(config.shortestInterval()) < 0)
                throw Problem.badRequest("cron '%s': is due again after %d minutes; the shortest interval is %d minutes"
                        .formatted(
                                timetable.cron(),
                                pause.toMinutes(),
                                config.shortestInterval().toMinutes()));
        }
    }

    private static void demandOwner(Handle handle, TenantId owner) {
        if (!owner.equals(AuditTrail.PROVIDER)) Tenants.require(handle, owner);
    }

    private static void demandConnected(Handle handle, ScanSchedule schedule) {
        if (schedule.accounts().isEmpty()) return;
        if (schedule.owner().equals(AuditTrail.PROVIDER))
            throw Problem.badRequest("accounts: a schedule of the provider holds for all customers that have none");
        List<AccountId> connected = Accounts.connected(handle, schedule.owner());
        for (AccountId account : schedule.accounts())
            if (!connected.contains(account))
                throw Problem.badRequest("accounts: AWS account %s is not connected".formatted(account));
    }

    private void demandRoom(Handle handle, TenantId owner) {
        if (Schedules.list(handle, owner).size() >= config.mostOfATenant())
            throw Problem.conflict("there are %d schedules already, the most there may be; end one first"
                    .formatted(config.mostOfATenant()));
    }

    private static Map<String, Object> detail(ScanSchedule schedule) {
        return Map.of(
                "name", schedule.name(),
                "cron", schedule.timetable().cron(),
                "zone", schedule.timetable().zone().getId(),
                "accounts", schedule.accounts().stream().map(AccountId::value).toList(),
                "misfire", schedule.misfire(),
                "enabled", schedule.enabled());
    }

    static Problem unknown(UUID id) {
        return Problem.notFound("no schedule " + id);
    }
}
