package io.vigil.tenants.schedules;

import io.vigil.contracts.AccountId;
import io.vigil.tenants.schedules.ScanSchedule.Level;
import java.util.List;

/**
 * Which schedules hold for an account: its own; if there are none, those of the whole tenant; if there are none, the
 * provider's. So a customer that wants its scans at another hour says so once, and is not scanned at both. A paused
 * schedule holds like another one: who pauses it wants no scans, not somebody else's hour.
 *
 * @param schedules the tenant's and the provider's
 */
record Coverage(List<ScanSchedule> schedules) {

    List<ScanSchedule> of(AccountId account) {
        List<ScanSchedule> own = at(Level.ACCOUNT).stream()
                .filter(schedule -> schedule.accounts().contains(account))
                .toList();
        if (!own.isEmpty()) return own;
        List<ScanSchedule> tenants = at(Level.TENANT);
        return tenants.isEmpty() ? at(Level.PROVIDER) : tenants;
    }

    /**
     * Whom it scans when it is due.
     *
     * @param connected the accounts of the tenant
     * @return of an account's own schedule also those that are connected no more, so that somebody hears of it
     */
    List<AccountId> accounts(ScanSchedule schedule, List<AccountId> connected) {
        if (schedule.level() == Level.ACCOUNT) return schedule.accounts();
        return connected.stream()
                .filter(account ->
                        of(account).stream().anyMatch(holds -> holds.id().equals(schedule.id())))
                .toList();
    }

    private List<ScanSchedule> at(Level level) {
        return schedules.stream().filter(schedule -> schedule.level() == level).toList();
    }
}
