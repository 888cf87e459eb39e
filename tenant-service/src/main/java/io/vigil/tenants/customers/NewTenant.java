package io.vigil.tenants.customers;

import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;

/** What is asked for a new tenant. */
public record NewTenant(
        @NotNull(message = "is missing")
        @Pattern(
                regexp = "(?=.{3,40}$)[a-z][a-z0-9]*(-[a-z0-9]+)*",
                message = "must be 3 to 40 of a-z, 0-9 and single hyphens, starting with a letter")
        String slug,

        @NotBlank(message = "is missing") @Size(max = 120, message = "must be at most 120 characters")
        String name) {}
