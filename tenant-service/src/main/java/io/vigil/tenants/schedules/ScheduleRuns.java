package io.vigil.tenants.schedules;

import io.vigil.contracts.AccountId;
import io.vigil.contracts.ScanId;
import io.vigil.contracts.TenantId;
import io.vigil.tenants.Columns;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;

/** What became of each time that a schedule was due. */
final class ScheduleRuns {

    /**
     * @param due when it should have been served
     * @param at when it was
     * @param outcome STARTED, or SKIPPED when it was too late and the schedule says so
     */
    public record Run(Instant due, Instant at, String outcome, List<Start> accounts) {}

    /**
     * @param outcome OPENED, JOINED when a scan of the account was active, or REFUSED
     * @param words why it was refused
     */
    public record Start(
            AccountId account,
            String outcome,
            @Nullable ScanId scan,
            @Nullable String words) {}

    record Became(
            String outcome, @Nullable ScanId scan, @Nullable String words) {
        static Became opened(ScanId scan) {
            return new Became("OPENED", scan, null);
        }

        static Became joined(ScanId scan) {
            return new Became("JOINED", scan, null);
        }

        static Became refused(String words) {
            return new Became("REFUSED", null, words);
        }
    }

    private ScheduleRuns() {}

    /** False when this time is skipped, now or by an earlier try. */
    static boolean begin(Handle handle, TenantId tenant, UUID schedule, Instant due, Instant now, boolean skipped) {
        handle.createUpdate("""
                        insert into scan_schedule_run (tenant_id, schedule_id, due, at, outcome)
                        values (:tenant, :schedule, :due, :now, :outcome) on conflict do nothing
                        """)
                .bind("tenant", tenant.value())
                .bind("schedule", schedule)
                .bind("due", due)
                .bind("now", now)
                .bind("outcome", skipped ? "SKIPPED" : "STARTED")
                .execute();
        return handle.createQuery("""
                        select outcome = 'STARTED' from scan_schedule_run
                        where tenant_id = :tenant and schedule_id = :schedule and due = :due
                        """)
                .bind("tenant", tenant.value())
                .bind("schedule", schedule)
                .bind("due", due)
                .mapTo(Boolean.class)
                .one();
    }

    static void dropBefore(Handle handle, TenantId tenant, UUID schedule, Instant oldest) {
        handle.createUpdate("""
                        delete from scan_schedule_run
                        where tenant_id = :tenant and schedule_id = :schedule and due < :oldest
                        """)
                .bind("tenant", tenant.value())
                .bind("schedule", schedule)
                .bind("oldest", oldest)
                .execute();
    }

    /** False for whoever comes second; who comes at the same time waits for the first one's end. */
    static boolean claim(Handle handle, TenantId tenant, UUID schedule, Instant due, AccountId account) {
        return handle.createUpdate("""
                        insert into scan_schedule_start (tenant_id, schedule_id, due, account_id, outcome)
                        values (:tenant, :schedule, :due, :account, 'REFUSED') on conflict do nothing
                        """)
                        .bind("tenant", tenant.value())
                        .bind("schedule", schedule)
                        .bind("due", due)
                        .bind("account", account.value())
                        .execute()
                == 1;
    }

    static void settle(Handle handle, TenantId tenant, UUID schedule, Instant due, AccountId account, Became became) {
        handle.createUpdate("""
                        update scan_schedule_start set outcome = :outcome, scan_id = :scan, words = :words
                        where tenant_id = :tenant and schedule_id = :schedule and due = :due and account_id = :account
                        """)
                .bind("tenant", tenant.value())
                .bind("schedule", schedule)
                .bind("due", due)
                .bind("account", account.value())
                .bind("outcome", became.outcome())
                .bind("scan", became.scan() == null ? null : became.scan().value())
                .bind("words", became.words())
                .execute();
    }

    /** The newest times first. */
    static List<Run> list(Handle handle, TenantId tenant, UUID schedule, int most) {
        LinkedHashMap<Instant, Run> runs = new LinkedHashMap<>();
        handle.createQuery("""
                        select due, at, outcome from scan_schedule_run
                        where tenant_id = :tenant and schedule_id = :schedule order by due desc limit :most
                        """)
                .bind("tenant", tenant.value())
                .bind("schedule", schedule)
                .bind("most", most)
                .map((row, context) -> new Run(
                        Columns.instant(row, "due"),
                        Columns.instant(row, "at"),
                        row.getString("outcome"),
                        new ArrayList<>()))
                .forEach(run -> runs.put(run.due(), run));
        if (runs.isEmpty()) return List.of();
        handle.createQuery("""
                        select due, account_id, outcome, scan_id, words from scan_schedule_start
                        where tenant_id = :tenant and schedule_id = :schedule and due >= :oldest order by account_id
                        """)
                .bind("tenant", tenant.value())
                .bind("schedule", schedule)
                .bind("oldest", runs.sequencedKeySet().getLast())
                .map((row, context) -> Map.entry(
                        Columns.instant(row, "due"),
                        new Start(
                                new AccountId(row.getString("account_id")),
                                row.getString("outcome"),
                                row.getObject("scan_id") == null
                                        ? null
                                        : new ScanId(row.getObject("scan_id", UUID.class)),
                                row.getString("words"))))
                .forEach(start -> {
                    Run run = runs.get(start.getKey());
                    if (run != null) run.accounts().add(start.getValue());
                });
        return List.copyOf(runs.values());
    }
}
