package io.vigil.tenants.accounts;

import io.vigil.contracts.AccountId;
import io.vigil.contracts.Region;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Which AWS account to connect. There is no ExternalId in it: that is ours to draw.
 *
 * @param regions where to look; all that are open by default when absent
 */
public record NewAccount(
        @NotNull(message = "is missing") AccountId account,

        @NotBlank(message = "is missing") @Size(max = 120, message = "must be at most 120 characters")
        String name,

        @Nullable
        @Pattern(
                regexp = "[A-Za-z0-9_+=,.@-]{1,64}",
                message = "must be an IAM role name: 1 to 64 of letters, digits and _+=,.@-")
        String roleName,

        @Nullable @Size(min = 1, max = 60, message = "must name at least one region")
        List<Region> regions) {}
