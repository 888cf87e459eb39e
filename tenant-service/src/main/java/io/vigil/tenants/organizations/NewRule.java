package io.vigil.tenants.organizations;

import io.vigil.contracts.AccountId;
import io.vigil.tenants.Strict;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A rule as it is asked for.
 *
 * @param units with all that lie below; the whole organization when absent or empty
 * @param exceptUnits with all that lie below
 */
@Strict
public record NewRule(
        @Nullable @Size(max = 2500, message = "must name at most 2500 units")
        List<@NotNull(message = "is missing") String> units,

        @Nullable @Size(max = 2500, message = "must name at most 2500 units")
        List<@NotNull(message = "is missing") String> exceptUnits,

        @Nullable @Size(max = 10000, message = "must name at most 10000 accounts")
        List<@NotNull(message = "is missing") AccountId> exceptAccounts) {}
