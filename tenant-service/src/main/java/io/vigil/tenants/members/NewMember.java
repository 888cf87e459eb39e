package io.vigil.tenants.members;

import io.vigil.tenancy.Role;
import jakarta.validation.constraints.Email;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;

/** Whom to let in, and as what. */
public record NewMember(
        @NotBlank(message = "is missing") @Size(max = 255, message = "must be at most 255 characters")
        String subject,

        @NotBlank(message = "is missing")
        @Email(message = "is no mail address")
        @Size(max = 254, message = "must be at most 254 characters")
        String email,

        @NotNull(message = "is missing") Role role) {}
