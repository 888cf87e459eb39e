package io.vigil.tenants.tokens;

import io.vigil.tenancy.Role;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A token to be made.
 *
 * @param role never above the maker's own
 * @param serviceAccount its owner; without one, the maker owns it and it ends with the maker's membership
 * @param days how long it lives
 * @param cidrs from where it may be used; everywhere if empty
 */
public record NewToken(
        @NotBlank(message = "is missing")
        @Size(max = 100, message = "must be at most 100 characters")
        @Pattern(regexp = "[^\\p{Cntrl}]*", message = "must hold no control characters")
        String name,

        @NotNull(message = "is missing") Role role,
        @Nullable UUID serviceAccount,

        @Min(value = 1, message = "must be at least 1") @Nullable
        Integer days,

        @Size(max = 50, message = "must be at most 50 ranges") @Nullable
        List<@NotNull(message = "is missing") @Size(max = 60, message = "must be at most 60 characters") String>
                cidrs) {}
