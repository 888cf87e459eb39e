package io.vigil.tenants.organizations;

import io.vigil.contracts.AccountId;
import io.vigil.contracts.OrganizationNodes.Unit;
import io.vigil.tenancy.Problem;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * Some accounts of an organization.
 *
 * @param whole all that are in it
 * @param units with all that lie below
 * @param accounts by their ids
 * @param exceptUnits with all that lie below; no exception from {@code accounts}
 * @param exceptAccounts no exception from {@code accounts}
 */
record Selection(
        boolean whole,
        List<String> units,
        List<AccountId> accounts,
        List<String> exceptUnits,
        List<AccountId> exceptAccounts) {

    /** @throws Problem 400 for a unit that the organization does not have */
    void demandUnits(List<Unit> known) {
        for (String unit : units) demand(known, "units", unit);
        for (String unit : exceptUnits) demand(known, "exceptUnits", unit);
    }

    private static void demand(List<Unit> known, String field, String unit) {
        if (known.stream().noneMatch(each -> each.id().equals(unit)))
            throw Problem.badRequest("%s: the organization has no unit '%s' as it was read last"
                    .formatted(field, unit.length() > 80 ? unit.substring(0, 80) + "…" : unit));
    }

    /** @param known each after its parent */
    Chosen in(List<Unit> known) {
        return new Chosen(this, withBelow(units, known), withBelow(exceptUnits, known));
    }

    private static Set<String> withBelow(List<String> units, List<Unit> known) {
        Set<String> all = new HashSet<>(units);
        for (Unit unit : known) if (unit.parent() != null && all.contains(unit.parent())) all.add(unit.id());
        return all;
    }

    /** What it means in an organization as it was read. */
    record Chosen(Selection selection, Set<String> units, Set<String> exceptUnits) {
        boolean has(AccountId account, String unit) {
            if (selection.accounts().contains(account)) return true;
            if (exceptUnits.contains(unit) || selection.exceptAccounts().contains(account)) return false;
            return selection.whole() || units.contains(unit);
        }
    }
}
