package io.vigil.tenants.accounts;

import io.vigil.contracts.AccountId;
import io.vigil.contracts.Region;
import io.vigil.tenants.Strict;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Which AWS account to connect. There is no ExternalId in it: that is ours to draw, and one that is sent is refused.
 *
 * @param name its id when absent
 * @param regions where to look; all that are open by default when absent
 */
@Strict
public record NewAccount(
        @NotNull(message = "is missing") AccountId account,

        @Nullable
        @Size(max = 120, message = "must be at most 120 characters")
        @Pattern(regexp = "\\P{Cntrl}*", message = "must be one line without control characters")
        String name,

        @Nullable
        @Pattern(
                regexp = "[A-Za-z0-9_+=,.@-]{1,64}",
                message = "must be an IAM role name: 1 to 64 of letters, digits and _+=,.@-")
        String roleName,

        @Nullable @Size(min = 1, max = 60, message = "must name at least one region")
        List<Region> regions) {

    String chosenName() {
        return name == null || name.isBlank() ? account.value() : name.strip();
    }
}
