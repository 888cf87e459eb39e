package io.vigil.tenants.members;

import io.vigil.tenancy.Role;
import io.vigil.tenants.Strict;
import jakarta.validation.constraints.NotNull;

/** What a member becomes. */
@Strict
public record NewRole(@NotNull(message = "is missing") Role role) {}
