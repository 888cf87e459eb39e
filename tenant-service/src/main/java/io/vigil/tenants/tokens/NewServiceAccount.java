package io.vigil.tenants.tokens;

import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;

/** What to call a service account, such as {@code deploy-pipeline}. */
public record NewServiceAccount(
        @NotBlank(message = "is missing")
        @Size(max = 100, message = "must be at most 100 characters")
        @Pattern(regexp = "[^\\p{Cntrl}]*", message = "must hold no control characters")
        String name) {}
