package io.vigil.tenants.admission;

import io.vigil.contracts.AccountId;
import io.vigil.contracts.ScanClass;
import io.vigil.contracts.ScanId;
import io.vigil.contracts.TenantId;
import io.vigil.contracts.UnitId;
import io.vigil.tenants.Columns;
import java.time.Instant;
import java.util.Collection;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.PreparedBatch;

/** The platform's tables by which admission compares tenants. */
final class AdmissionTables {
    private AdmissionTables() {}

    record Clock(long virtualTime, int passedOver) {}

    /** One decision at a time over all replicas, or two would each fill the same room. Ends with the transaction. */
    static Map<ScanClass, Clock> lockClocks(Handle handle) {
        Map<ScanClass, Clock> clocks = new EnumMap<>(ScanClass.class);
        handle.createQuery("select * from admission_clock order by scan_class for update")
                .map((row, context) -> Map.entry(
                        ScanClass.valueOf(row.getString("scan_class")),
                        new Clock(row.getLong("virtual_time"), row.getInt("passed_over"))))
                .forEach(entry -> clocks.put(entry.getKey(), entry.getValue()));
        return clocks;
    }

    static InFlight inFlight(Handle handle) {
        InFlight inFlight = new InFlight();
        handle.createQuery("""
                        select tenant_id, account_id, scan_class, count(*) as units from unit_queue
                        where state in ('CLAIMED', 'ISSUED', 'RUNNING')
                        group by tenant_id, account_id, scan_class
                        """)
                .map((row, context) -> {
                    inFlight.add(
                            new TenantId(row.getObject("tenant_id", UUID.class)),
                            new AccountId(row.getString("account_id")),
                            ScanClass.valueOf(row.getString("scan_class")),
                            row.getInt("units"));
                    return inFlight;
                })
                .list();
        return inFlight;
    }

    /** At most {@code window} units a tenant and class, so that one tenant's flood does not hide the others. */
    static List<WaitingUnit> waiting(
            Handle handle, Instant now, int window, Set<TenantId> fullTenants, Set<AccountId> fullAccounts) {
        return handle.createQuery("""
                        select q.* from tenant_turn t
                        cross join lateral (
                          select unit_id, scan_id, tenant_id, account_id, scan_class, queued_at from unit_queue
                          where tenant_id = t.tenant_id and scan_class = t.scan_class and state = 'WAITING'
                            and ready_at <= :now and account_id <> all(:accounts)
                          order by queued_at, unit_id
                          limit :window
                        ) q
                        where t.tenant_id <> all(:tenants)
                        """)
                .bind("now", now)
                .bind("window", window)
                .bindArray("accounts", String.class, texts(fullAccounts))
                .bindArray(
                        "tenants",
                        UUID.class,
                        fullTenants.stream().map(TenantId::value).toList())
                .map((row, context) -> new WaitingUnit(
                        new UnitId(row.getObject("unit_id", UUID.class)),
                        new ScanId(row.getObject("scan_id", UUID.class)),
                        new TenantId(row.getObject("tenant_id", UUID.class)),
                        new AccountId(row.getString("account_id")),
                        ScanClass.valueOf(row.getString("scan_class")),
                        Columns.instant(row, "queued_at")))
                .list();
    }

    private static List<String> texts(Collection<?> ids) {
        return ids.stream().map(Object::toString).toList();
    }

    static Turns turns(Handle handle, ScanClass scanClass, long clock, List<WaitingUnit> waiting) {
        Map<TenantId, Long> served = new HashMap<>();
        handle.createQuery("""
                        select tenant_id, virtual_time from tenant_turn
                        where tenant_id = any(:tenants) and scan_class = :class
                        """)
                .bindArray(
                        "tenants",
                        UUID.class,
                        waiting.stream()
                                .map(unit -> unit.tenant().value())
                                .distinct()
                                .toList())
                .bind("class", scanClass.name())
                .map((row, context) ->
                        Map.entry(new TenantId(row.getObject("tenant_id", UUID.class)), row.getLong("virtual_time")))
                .forEach(entry -> served.put(entry.getKey(), entry.getValue()));
        return new Turns(clock, served);
    }

    static void save(Handle handle, ScanClass scanClass, Turns turns, Set<TenantId> served, int passedOver) {
        PreparedBatch batch = handle.prepareBatch("""
                update tenant_turn set virtual_time = :time where tenant_id = :tenant and scan_class = :class
                """);
        served.forEach(tenant -> batch.bind("time", turns.servedOf(tenant))
                .bind("tenant", tenant.value())
                .bind("class", scanClass.name())
                .add());
        if (batch.size() > 0) batch.execute();
        handle.createUpdate("""
                        update admission_clock set virtual_time = :time, passed_over = :passed
                        where scan_class = :class
                        """)
                .bind("time", turns.clock())
                .bind("passed", passedOver)
                .bind("class", scanClass.name())
                .execute();
    }

    /** Those of the units that still wait and that nobody else, such as a cancellation, holds. */
    static Set<UnitId> claim(Handle handle, List<WaitingUnit> chosen, Instant now) {
        return handle
                .createQuery("""
                        update unit_queue set state = 'CLAIMED', changed_at = :now
                        where unit_id in (
                          select unit_id from unit_queue
                          where unit_id = any(:units) and state = 'WAITING'
                          for update skip locked)
                        returning unit_id
                        """)
                .bind("now", now)
                .bindArray(
                        "units",
                        UUID.class,
                        chosen.stream().map(unit -> unit.unit().value()).toList())
                .mapTo(UUID.class)
                .stream()
                .map(UnitId::new)
                .collect(Collectors.toSet());
    }
}
