package io.vigil.tenants.organizations;

import io.vigil.contracts.AccountId;
import io.vigil.tenants.Strict;
import jakarta.validation.constraints.NotNull;

/**
 * Through which account to read an organization.
 *
 * @param account that manages the organization, or is a delegated administrator of it; connected already
 */
@Strict
public record NewReading(@NotNull(message = "is missing") AccountId account) {}
