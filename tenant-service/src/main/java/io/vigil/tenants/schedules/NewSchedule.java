package io.vigil.tenants.schedules;

import io.vigil.contracts.AccountId;
import io.vigil.tenants.schedules.ScanSchedule.Misfire;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A schedule as it is asked for.
 *
 * @param cron minute, hour, day of month, month, day of week
 * @param zone of IANA, such as Europe/Oslo
 * @param accounts all of the tenant when absent or empty
 * @param misfire ONCE when absent
 * @param enabled true when absent
 */
public record NewSchedule(
        @NotBlank(message = "is missing") @Size(max = 100, message = "is longer than 100 characters")
        String name,

        @NotBlank(message = "is missing") @Size(max = 100, message = "is longer than 100 characters")
        String cron,

        @NotBlank(message = "is missing") @Size(max = 60, message = "is longer than 60 characters")
        String zone,

        @Nullable @Size(max = 1000, message = "must name at most 1000 accounts")
        List<@NotNull(message = "is missing") AccountId> accounts,

        @Nullable Misfire misfire,
        @Nullable Boolean enabled) {

    List<AccountId> chosenAccounts() {
        return accounts == null ? List.of() : accounts.stream().distinct().toList();
    }

    Misfire chosenMisfire() {
        return misfire == null ? Misfire.ONCE : misfire;
    }

    boolean isEnabled() {
        return enabled == null || enabled;
    }
}
