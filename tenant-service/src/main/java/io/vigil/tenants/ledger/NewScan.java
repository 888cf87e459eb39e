package io.vigil.tenants.ledger;

import io.vigil.contracts.AccountId;
import io.vigil.contracts.CheckId;
import io.vigil.contracts.Region;
import io.vigil.contracts.ScanClass;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What to look at.
 *
 * @param checks all that the pack enables when absent or empty
 * @param regions all of the account's when absent or empty
 * @param scanClass INTERACTIVE when absent
 */
public record NewScan(
        @NotNull(message = "is missing") AccountId account,

        @Nullable @Size(max = 1000, message = "must name at most 1000 checks")
        List<CheckId> checks,

        @Nullable @Size(max = 60, message = "must name at most 60 regions")
        List<Region> regions,

        @Nullable ScanClass scanClass) {

    List<CheckId> chosenChecks() {
        return checks == null ? List.of() : checks.stream().distinct().toList();
    }

    List<Region> chosenRegions() {
        return regions == null ? List.of() : regions.stream().distinct().toList();
    }

    ScanClass chosenClass() {
        return scanClass == null ? ScanClass.INTERACTIVE : scanClass;
    }
}
