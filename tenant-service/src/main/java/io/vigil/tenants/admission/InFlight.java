package io.vigil.tenants.admission;

import io.vigil.contracts.AccountId;
import io.vigil.contracts.ScanClass;
import io.vigil.contracts.TenantId;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/** Counts the units that are out, or about to be, by what is limited. */
final class InFlight {
    private final Map<ScanClass, Integer> byClass = new EnumMap<>(ScanClass.class);
    private final Map<TenantId, Integer> byTenant = new HashMap<>();
    private final Map<AccountId, Integer> byAccount = new HashMap<>();

    void add(TenantId tenant, AccountId account, ScanClass scanClass, int units) {
        byClass.merge(scanClass, units, Integer::sum);
        byTenant.merge(tenant, units, Integer::sum);
        byAccount.merge(account, units, Integer::sum);
    }

    int total() {
        return byClass.values().stream().mapToInt(Integer::intValue).sum();
    }

    int of(ScanClass scanClass) {
        return byClass.getOrDefault(scanClass, 0);
    }

    boolean hasRoom(WaitingUnit unit, Limits limits) {
        return byTenant.getOrDefault(unit.tenant(), 0) < limits.perTenant()
                && byAccount.getOrDefault(unit.account(), 0) < limits.perAccount();
    }

    Set<AccountId> accountsAt(int limit) {
        return byAccount.entrySet().stream()
                .filter(entry -> entry.getValue() >= limit)
                .map(Map.Entry::getKey)
                .collect(Collectors.toSet());
    }

    Set<TenantId> tenantsAt(int limit) {
        return byTenant.entrySet().stream()
                .filter(entry -> entry.getValue() >= limit)
                .map(Map.Entry::getKey)
                .collect(Collectors.toSet());
    }
}
