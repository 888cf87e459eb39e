package io.vigil.tenants.offboarding;

import io.vigil.tenants.Strict;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;

/**
 * Why a customer is let go.
 *
 * @param slug of the customer, typed, so that nobody is let go by a slip
 */
@Strict
public record NewOffboarding(
        @NotNull(message = "is missing") String slug,

        @NotBlank(message = "is missing")
        @Size(max = 500, message = "must be at most 500 characters")
        @Pattern(regexp = "(?=.*[\\p{L}\\p{N}])[^\\p{Cntrl}\\u2028\\u2029]*", message = "must be one line of text")
        String reason) {}
