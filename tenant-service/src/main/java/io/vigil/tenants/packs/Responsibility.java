package io.vigil.tenants.packs;

import io.vigil.contracts.AccountId;
import io.vigil.contracts.CheckId;
import io.vigil.contracts.Owner;
import io.vigil.contracts.PackLevel;
import io.vigil.contracts.PackVersions;
import io.vigil.contracts.Severity;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Who answers for each check that a tenant's packs run, after the shared responsibility model.
 *
 * @param digest SHA-256 of what is said here of owners
 * @param packVersion of the tenant's effective pack
 * @param accounts where an account's pack says otherwise than the tenant's
 * @param acknowledge whether the customer answers for something that its last acknowledgement did not say
 * @param added that something: checks, an account's own as {@code check@account}
 * @param last null if nobody acknowledged yet
 */
public record Responsibility(
        String digest,
        long packVersion,
        PackVersions versions,
        List<Row> rows,
        List<Deviation> accounts,
        boolean acknowledge,
        Set<String> added,
        @Nullable Acknowledgement last) {

    /**
     * @param standard who answers by the catalogue
     * @param movedBy the level that says otherwise; null if none does
     */
    public record Row(
            CheckId check,
            String title,
            String layer,
            Severity severity,
            Owner owner,
            Owner standard,
            @Nullable PackLevel movedBy) {}

    public record Deviation(AccountId account, CheckId check, Owner owner) {}

    /**
     * @param packVersion of the tenant's effective pack then
     * @param digest of what was shown
     * @param current whether it is what is said now
     */
    public record Acknowledgement(
            long number, Instant at, String by, long packVersion, String digest, boolean current) {}

    /** Control → owner; an account's own are {@code check@account}. */
    static Map<String, Owner> owners(List<Row> rows, List<Deviation> accounts) {
        Map<String, Owner> owners = new TreeMap<>();
        rows.forEach(row -> owners.put(row.check().value(), row.owner()));
        accounts.forEach(each -> owners.put(each.check() + "@" + each.account(), each.owner()));
        return owners;
    }

    /** Checks that somebody else answers for than the catalogue says; each counts once, wherever it was moved. */
    int moved() {
        Set<CheckId> moved = accounts.stream().map(Deviation::check).collect(Collectors.toCollection(HashSet::new));
        rows.stream()
                .filter(row -> row.owner() != row.standard())
                .map(Row::check)
                .forEach(moved::add);
        return moved.size();
    }

    /** What the customer answers for now and was not said before. */
    static Set<String> addedToCustomer(Map<String, Owner> before, Map<String, Owner> now) {
        return now.entrySet().stream()
                .filter(each -> each.getValue() == Owner.CUSTOMER)
                .map(Map.Entry::getKey)
                .filter(control -> {
                    Owner ofCheck = before.get(control.split("@", 2)[0]);
                    return before.getOrDefault(control, ofCheck == null ? Owner.AWS : ofCheck) != Owner.CUSTOMER;
                })
                .collect(Collectors.toCollection(TreeSet::new));
    }
}
