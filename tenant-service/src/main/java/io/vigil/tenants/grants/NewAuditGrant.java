package io.vigil.tenants.grants;

import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;

/** Why a customer lets every analyst of the provider read until further notice. */
public record NewAuditGrant(
        @NotBlank(message = "is missing")
        @Size(max = NewGrant.MAX_REASON, message = "must be at most 500 characters")
        @Pattern(regexp = NewGrant.WORDS, message = "must be one line of text")
        String reason) {}
